"""What each scheme has committed, paid and got back, for polars."""

import polars as pl
from polars_facts import MONEY, code, facts

entry, amount = pl.col("entry"), pl.col("amount").cast(MONEY)
awards = facts("awards").group_by(code("application")).agg(
    (amount.filter(entry == "award").sum() - amount.filter(entry == "release").sum())
    .alias("committed")
)
payments = facts("payments").group_by(code("application")).agg(
    amount.filter(entry == "payment").sum().alias("paid"),
    amount.filter(entry == "repayment").sum().alias("repaid"),
)
totals = awards.join(payments, on="code", how="left").sort("code")
print(totals.fill_null(0).collect(engine="streaming").write_csv(include_header=False), end="")
