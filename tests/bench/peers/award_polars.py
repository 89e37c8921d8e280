"""Ranks the undecided applications of each scheme by weighted scores, and funds them in that
order until the first that does not fit, for polars; prints code, awards, sum."""

import polars as pl
from polars_facts import MONEY, code, date, facts, money, schemes

col = pl.col
weight = col("criterion").replace_strict(
    {"need": 1, "reach": 2, "plan": 3, "cost": 4, "after": 5}, return_dtype=pl.Int64)
score = col("score").cast(pl.Int64)
# Each criterion has two scores, so that sums rank as means do.
scores = facts("assessments").group_by("application").agg(
    (score * weight).sum().alias("score"),
    score.filter(col("criterion") == "need").sum().alias("need"),
)
awards = facts("awards").select("application", code("application"), money("amount"))
pots = awards.group_by("code").agg(col("amount").sum()).join(schemes(), on="code").select(
    "code", pot=col("budget") - col("amount"))
candidates = (
    facts("applications")
    .select(
        "id", code("id"), date("received"), money("requested", "total_cost", "own_contribution"))
    .join(schemes(), on="code")
    .filter(
        col("requested").is_between(col("floor"), col("ceiling"))
        & (col("own_contribution") * 100 >= col("total_cost") * col("own_share"))
    )
    .select("id", "code", "received", "requested")
    .join(awards, left_on="id", right_on="application", how="anti")
    .join(scores, left_on="id", right_on="application")
    .sort(
        "code", "score", "need", "received", "requested", "id",
        descending=[False, True, True, False, False, False],
    )
    .with_columns(so_far=col("requested").cum_sum().over("code"))
    .join(pots, on="code")
    .filter(col("so_far") <= col("pot"))
    .group_by("code")
    .agg(pl.len(), col("requested").cast(MONEY).sum())
    .sort("code")
)
print(candidates.collect(engine="streaming").write_csv(include_header=False), end="")
