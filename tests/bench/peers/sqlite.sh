#!/bin/sh
# sqlite.sh SQL NAME…: reads those files of the folder into an SQLite database in memory, and
# runs the SQL there.
set -eu
sql=$1
shift
{
    cat <<'END'
.mode csv
PRAGMA temp_store = memory;
CREATE TABLE schemes (code PRIMARY KEY, opens, closes, floor, ceiling, own_share, budget)
    WITHOUT ROWID;
CREATE TABLE applications (id, received, applicant, org_number, applicant_type, place, title,
    requested, total_cost, own_contribution);
CREATE TABLE assessments (application, assessor, criterion, score, date);
CREATE TABLE awards (date, application, entry, amount, by);
CREATE TABLE payments (date, application, entry, amount, reference, by);
.import --skip 1 peers/schemes.csv schemes
END
    for name in "$@"; do
        for file in data/*/"$name".csv; do
            echo ".import --skip 1 $file $name"
        done
    done
    cat "$sql"
} | sqlite3 -batch :memory:
