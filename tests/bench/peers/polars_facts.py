"""The files of the folder as polars' lazy frames, each cell as text."""

import polars as pl

COLUMNS = {
    "applications": "id received applicant org_number applicant_type place title requested "
    "total_cost own_contribution",
    "assessments": "application assessor criterion score date",
    "awards": "date application entry amount by",
    "payments": "date application entry amount reference by",
}
MONEY = pl.Decimal(18, 2)


def facts(name):
    schema = {column: pl.String for column in COLUMNS[name].split()}
    return pl.scan_csv(f"data/*/{name}.csv", schema=schema)


def schemes():
    money = {"floor": MONEY, "ceiling": MONEY, "budget": MONEY}
    dates = [pl.col("opens", "closes").str.to_date("%Y-%m-%d")]
    return pl.scan_csv("peers/schemes.csv", schema_overrides=money).with_columns(dates)


def code(column):
    return pl.col(column).str.split("-").list.first().alias("code")


def date(column):
    return pl.col(column).str.to_date("%Y-%m-%d", strict=False)


def money(*columns):
    return pl.col(*columns).cast(MONEY, strict=False)
