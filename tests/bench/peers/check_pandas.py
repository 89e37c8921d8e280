"""Every check of the comparison, for pandas; prints `check,count` where anything is wrong."""

import glob

import pandas as pd


def read(name):
    files = sorted(glob.glob(f"data/*/{name}.csv"))
    return pd.concat((pd.read_csv(file, dtype="str") for file in files), ignore_index=True)


def dates(column):
    return pd.to_datetime(column, format="%Y-%m-%d", errors="coerce")


def minor(column):
    # Exact below 2^53 øre; a cell that is no amount becomes NaN.
    return (pd.to_numeric(column, errors="coerce") * 100).round()


applications = read("applications")
assessments = read("assessments")
awards = read("awards")
payments = read("payments")
schemes = pd.read_csv("peers/schemes.csv", parse_dates=["opens", "closes"]).set_index("code")

applications["code"] = applications["id"].str.split("-").str[0]
applications["received"] = dates(applications["received"])
for name in ("requested", "total_cost", "own_contribution"):
    applications[name] = minor(applications[name])
assessments["score"] = pd.to_numeric(assessments["score"], errors="coerce")
for journal in (awards, payments):
    journal["amount"] = minor(journal["amount"])
    journal["date"] = dates(journal["date"])

number = pd.to_numeric(
    applications["org_number"].where(applications["org_number"].str.fullmatch("[1-9][0-9]{8}")),
    errors="coerce",
)
weights = [2, 3, 4, 5, 6, 7, 2, 3]
weighted = number % 10 + sum(
    number // 10 ** (at + 1) % 10 * weight for at, weight in enumerate(weights))

signed = payments["amount"].where(payments["entry"] == "payment", -payments["amount"])
accounts = awards.groupby("application")["amount"].sum().rename("awarded").to_frame()
accounts["paid"] = signed.groupby(payments["application"]).sum()
accounts = accounts.join(applications.drop_duplicates("id").set_index("id"), how="inner")
accounts = accounts.join(schemes, on="code")
awards["code"] = awards["application"].str.split("-").str[0]
rules = awards.join(schemes, on="code")
committed = awards.groupby("code")["amount"].sum().rename("committed").to_frame().join(schemes)

known = set(applications["id"])
found = {
    "id-format": ~applications["id"].str.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*"),
    "duplicate-id": applications["id"].duplicated(),
    "date-format": pd.concat([
        applications["received"].isna(), dates(assessments["date"]).isna(),
        awards["date"].isna(), payments["date"].isna(),
    ]),
    "amount-format": pd.concat([
        applications[["requested", "total_cost", "own_contribution"]].isna().any(axis=1),
        ~(awards["amount"] > 0), ~(payments["amount"] > 0),
    ]),
    "number-format": assessments["score"].isna(),
    "organisation-number": weighted % 11 != 0,
    "unknown-word": pd.concat([
        ~awards["entry"].isin(
            ["award", "reserve", "reject", "withdraw", "accept", "release", "close"]),
        ~payments["entry"].isin(["payment", "repayment", "claim", "write-off"]),
    ]),
    "applicant-type": ~applications["applicant_type"].isin(["municipality", "association"]),
    "unknown-application": pd.concat(
        ~frame["application"].isin(known) for frame in (assessments, awards, payments)),
    "unknown-criterion": ~assessments["criterion"].isin(
        ["need", "reach", "plan", "cost", "after"]),
    "score-out-of-range": assessments["score"].notna() & ~assessments["score"].between(0, 5),
    "assessed-twice": assessments.duplicated(["application", "assessor", "criterion"]),
    "late-application": accounts["received"] > accounts["closes"],
    "decided-before-close": rules["date"] <= rules["closes"],
    "ineligible-award": (accounts["requested"] < accounts["floor"] * 100)
    | (accounts["requested"] > accounts["ceiling"] * 100)
    | (accounts["own_contribution"] * 100 < accounts["total_cost"] * accounts["own_share"]),
    "over-requested": accounts["awarded"] > accounts["requested"],
    "below-min-award": rules["amount"] < rules["floor"] * 100,
    "above-max-award": accounts["awarded"] > accounts["ceiling"] * 100,
    "over-committed": committed["committed"] > committed["budget"] * 100,
    "over-paid": pd.concat([
        accounts["paid"] > accounts["awarded"],
        ~payments["application"].isin(set(awards["application"])),
    ]),
    "duplicate-payment": payments[payments["entry"] == "payment"].duplicated(
        ["application", "amount", "reference"]),
}
for check in sorted(found):
    if count := int(found[check].sum()):
        print(f"{check},{count}")
