"""Runs an SQL file with DuckDB in this folder and prints the last result as CSV."""

import csv
import sys

import duckdb

with open(sys.argv[1], encoding="utf-8") as file:
    result = duckdb.connect().execute(file.read())
writer = csv.writer(sys.stdout, lineterminator="\n")
writer.writerows(result.fetchall())
