-- A grants folder as tables. Run from the root of the folder.
--
-- Every cell is read as text and cast where it is used: an organisation number
-- keeps its zeros, and an amount is a DECIMAL, never a float. columns.csv holds
-- a header and no row, so that a column exists even where no file has it.

CREATE VIEW facts AS
SELECT regexp_extract(filename, '([^/]+)/[^/]+$', 1)  AS scheme,
       regexp_extract(filename, '([^/]+)\.csv$', 1)   AS kind,
       *
FROM read_csv(['examples/duckdb/columns.csv', 'data/*/*.csv'],
              all_varchar = true, header = true, union_by_name = true, filename = true);

CREATE VIEW applications AS
SELECT scheme, id, applicant, org_number, applicant_type, place, title,
       requested::DECIMAL(18, 2)        AS requested,
       total_cost::DECIMAL(18, 2)       AS total_cost,
       own_contribution::DECIMAL(18, 2) AS own_contribution,
       received[:10]::DATE              AS received
FROM facts WHERE kind = 'applications';

CREATE VIEW assessments AS
SELECT scheme, application, assessor, criterion, score::DECIMAL(18, 6) AS score
FROM facts WHERE kind = 'assessments';

-- The journals. `nth` is the order of the rows, which decides within a day.
CREATE VIEW awards AS
SELECT scheme, date::DATE AS date, application, entry,
       amount::DECIMAL(18, 2) AS amount, reason, row_number() OVER () AS nth
FROM facts WHERE kind = 'awards';

CREATE VIEW payments AS
SELECT scheme, date::DATE AS date, application, entry,
       amount::DECIMAL(18, 2) AS amount, reference
FROM facts WHERE kind = 'payments';

CREATE VIEW reports AS
SELECT scheme, date::DATE AS date, application, spent::DECIMAL(18, 2) AS spent
FROM facts WHERE kind = 'reports';

-- The rules stand in TOML, which DuckDB does not read. These expressions take
-- the few values that the sums need out of schemes as people write them, one
-- key a line. They are no TOML parser: the comparison with `grants budget` at
-- the end is what says that they did well.
CREATE VIEW schemes AS
WITH texts AS (
    SELECT regexp_extract(filename, '([^/]+)\.toml$', 1) AS scheme,
           -- Without the comments, and with the tables apart.
           string_split(regexp_replace(content, '(?m)^\s*#.*$', '', 'g'), E'\n[') AS parts
    FROM read_text('schemes/*.toml')
), amounts AS (
    SELECT scheme, parts,
           list_filter(parts, lambda part: starts_with(part, '[budget]]')) AS budget,
           coalesce(list_filter(parts, lambda part: starts_with(part, 'opening]'))[1], '') AS opening,
           coalesce(list_filter(parts, lambda part: starts_with(part, 'deadline]'))[1], '') AS deadline
    FROM texts
)
SELECT scheme,
       nullif(regexp_extract(parts[1], '(?m)^parent\s*=\s*"([^"]+)"', 1), '') AS parent,
       regexp_extract(parts[1], '(?m)^currency\s*=\s*"([^"]+)"', 1)          AS currency,
       list_sum(list_transform(budget, lambda part:
           replace(regexp_extract(part, '(?m)^amount\s*=\s*"?(-?[0-9_.]+)', 1), '_', '')
               ::DECIMAL(18, 2)))::DECIMAL(18, 2)                            AS budget,
       coalesce(try_cast(replace(regexp_extract(opening, '(?m)^amount\s*=\s*"?([0-9_.]+)', 1), '_', '')
           AS DECIMAL(18, 2)), 0)                                            AS opening_committed,
       coalesce(try_cast(replace(regexp_extract(opening, '(?m)^paid\s*=\s*"?([0-9_.]+)', 1), '_', '')
           AS DECIMAL(18, 2)), 0)                                            AS opening_paid,
       regexp_extract(deadline, '(?m)^accept\s*=\s*"([^"]+) after award"', 1) AS accept_within,
       accept_within <> '' OR list_bool_or(list_transform(parts,
           lambda part: starts_with(part, 'payment]')))                      AS asks_acceptance
FROM amounts;
