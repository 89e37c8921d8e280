-- A folder to Parquet, one partition for each scheme, for a register that has
-- outgrown one machine's CSV. Typed once, here; run from the root of the folder,
-- after `grants check` was silent.
--
-- Every file of a kind has the same header here: to look into each of thousands
-- of files for other columns (union_by_name) costs twenty times as much.

CREATE MACRO scheme_of(path) AS regexp_extract(path, '([^/]+)/[^/]+$', 1);

COPY (SELECT scheme_of(filename) AS scheme, * EXCLUDE (filename)
          REPLACE (requested::DECIMAL(18, 2) AS requested)
      FROM read_csv('data/*/applications.csv', all_varchar = true, header = true, filename = true))
TO 'lake/applications' (FORMAT parquet, PARTITION_BY (scheme), OVERWRITE);

COPY (SELECT scheme_of(filename) AS scheme, * EXCLUDE (filename)
          REPLACE (score::DECIMAL(18, 6) AS score)
      FROM read_csv('data/*/assessments.csv', all_varchar = true, header = true, filename = true))
TO 'lake/assessments' (FORMAT parquet, PARTITION_BY (scheme), OVERWRITE);

COPY (SELECT scheme_of(filename) AS scheme, * EXCLUDE (filename)
          REPLACE (amount::DECIMAL(18, 2) AS amount, date::DATE AS date)
      FROM read_csv('data/*/awards.csv', all_varchar = true, header = true, filename = true))
TO 'lake/awards' (FORMAT parquet, PARTITION_BY (scheme), OVERWRITE);

COPY (SELECT scheme_of(filename) AS scheme, * EXCLUDE (filename)
          REPLACE (amount::DECIMAL(18, 2) AS amount, date::DATE AS date)
      FROM read_csv('data/*/payments.csv', all_varchar = true, header = true, filename = true))
TO 'lake/payments' (FORMAT parquet, PARTITION_BY (scheme), OVERWRITE);
