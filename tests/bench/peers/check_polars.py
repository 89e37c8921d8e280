"""Every check of the comparison, for polars; prints `check,count` where anything is wrong."""

import polars as pl
from polars_facts import code, date, facts, money, schemes

applications = (
    facts("applications")
    .select(
        "id", code("id"), "org_number", "applicant_type", date("received"),
        money("requested", "total_cost", "own_contribution"),
    )
    .collect(engine="streaming")
)
assessments = (
    facts("assessments")
    .select(
        "application", "assessor", "criterion", pl.col("score").cast(pl.Float64, strict=False),
        date("date"),
    )
    .collect(engine="streaming")
)
awards = facts("awards").select(
    date("date"), "application", code("application"), "entry", money("amount")
).collect()
payments = facts("payments").select(
    date("date"), "application", "entry", money("amount"), "reference"
).collect()
schemes = schemes().collect()


def count(frame, *wrong):
    return sum(frame.select(each.fill_null(True).sum()).item() for each in wrong)


def times_too_many(frame, *key):
    kinds = frame.lazy().select(key).unique().select(pl.len()).collect(engine="streaming")
    return frame.height - kinds.item()


def not_applied(frame):
    ids = applications.lazy().select("id")
    lost = frame.lazy().join(ids, left_on="application", right_on="id", how="anti")
    return lost.select(pl.len()).collect(engine="streaming").item()


col = pl.col
digits = [col("org_number").str.slice(at, 1).cast(pl.Int32, strict=False) for at in range(9)]
weighted = sum(digit * weight for digit, weight in zip(digits, [3, 2, 7, 6, 5, 4, 3, 2, 1]))
accounts = awards.group_by("application").agg(col("amount").sum().alias("awarded"))
accounts = accounts.join(
    payments.group_by("application").agg(
        pl.when(col("entry") == "payment").then(col("amount")).otherwise(-col("amount"))
        .sum().alias("paid")
    ),
    on="application", how="left",
).join(applications.join(schemes, on="code"), left_on="application", right_on="id")
rules = awards.join(schemes, on="code")
committed = awards.group_by("code").agg(col("amount").sum()).join(schemes, on="code")
paid = payments.filter(col("entry") == "payment")

found = {
    "id-format": count(applications, ~col("id").str.contains(r"^[A-Za-z0-9][A-Za-z0-9._-]*$")),
    "duplicate-id": applications.height - applications["id"].n_unique(),
    "date-format": applications["received"].null_count()
    + sum(frame["date"].null_count() for frame in (assessments, awards, payments)),
    "amount-format": count(
        applications, col("requested").is_null() | col("total_cost").is_null()
        | col("own_contribution").is_null(),
    )
    + count(awards, col("amount") <= 0)
    + count(payments, col("amount") <= 0),
    "number-format": assessments["score"].null_count(),
    "organisation-number": count(
        applications,
        ~col("org_number").str.contains("^[1-9][0-9]{8}$") | (weighted % 11 != 0),
    ),
    "unknown-word": count(
        awards,
        ~col("entry").is_in(
            ["award", "reserve", "reject", "withdraw", "accept", "release", "close"]),
    )
    + count(payments, ~col("entry").is_in(["payment", "repayment", "claim", "write-off"])),
    "applicant-type": count(
        applications, ~col("applicant_type").is_in(["municipality", "association"])),
    "unknown-application": not_applied(assessments) + not_applied(awards) + not_applied(payments),
    "unknown-criterion": count(
        assessments, ~col("criterion").is_in(["need", "reach", "plan", "cost", "after"])),
    "score-out-of-range": count(
        assessments.drop_nulls("score"), ~col("score").is_between(0, 5)),
    "assessed-twice": times_too_many(assessments, "application", "assessor", "criterion"),
    "late-application": accounts.filter(col("received") > col("closes")).height,
    "decided-before-close": rules.filter(col("date") <= col("closes")).height,
    "ineligible-award": accounts.filter(
        (col("requested") < col("floor")) | (col("requested") > col("ceiling"))
        | (col("own_contribution") * 100 < col("total_cost") * col("own_share"))
    ).height,
    "over-requested": accounts.filter(col("awarded") > col("requested")).height,
    "below-min-award": rules.filter(col("amount") < col("floor")).height,
    "above-max-award": accounts.filter(col("awarded") > col("ceiling")).height,
    "over-committed": committed.filter(col("amount") > col("budget")).height,
    "over-paid": accounts.filter(col("paid") > col("awarded")).height
    + payments.join(awards, on="application", how="anti").height,
    "duplicate-payment": times_too_many(paid, "application", "amount", "reference"),
}
for check in sorted(found):
    if found[check]:
        print(f"{check},{found[check]}")
