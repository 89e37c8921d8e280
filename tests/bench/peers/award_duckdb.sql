-- Ranks the undecided applications of each scheme by weighted scores, and funds them in that
-- order until the first that does not fit, for DuckDB; prints code, awards, sum.
SET preserve_insertion_order = false;

CREATE TEMP TABLE candidates AS
SELECT id, split_part(id, '-', 1) AS code, received, requested
FROM read_csv('data/*/applications.csv', header = true, columns = {'id': 'VARCHAR',
    'received': 'DATE', 'applicant': 'VARCHAR', 'org_number': 'VARCHAR',
    'applicant_type': 'VARCHAR', 'place': 'VARCHAR', 'title': 'VARCHAR',
    'requested': 'DECIMAL(18,2)', 'total_cost': 'DECIMAL(18,2)',
    'own_contribution': 'DECIMAL(18,2)'}) AS applications
JOIN read_csv('peers/schemes.csv', header = true) AS schemes ON split_part(id, '-', 1) = code
WHERE requested BETWEEN floor AND ceiling AND own_contribution * 100 >= total_cost * own_share;

CREATE TEMP TABLE awards AS
SELECT application, amount FROM read_csv('data/*/awards.csv', header = true, columns = {
    'date': 'DATE', 'application': 'VARCHAR', 'entry': 'VARCHAR', 'amount': 'DECIMAL(18,2)',
    'by': 'VARCHAR'});

-- Each criterion has two scores, so that sums rank as means do.
WITH scores AS (
    SELECT application,
        sum(score * CASE criterion WHEN 'need' THEN 1 WHEN 'reach' THEN 2 WHEN 'plan' THEN 3
            WHEN 'cost' THEN 4 WHEN 'after' THEN 5 END) AS score,
        sum(score) FILTER (criterion = 'need') AS need
    FROM read_csv('data/*/assessments.csv', header = true, columns = {'application': 'VARCHAR',
        'assessor': 'VARCHAR', 'criterion': 'VARCHAR', 'score': 'INTEGER', 'date': 'DATE'})
    GROUP BY application),
pots AS (
    SELECT code, first(budget) - sum(amount) AS pot
    FROM awards JOIN read_csv('peers/schemes.csv', header = true) AS schemes
        ON split_part(application, '-', 1) = code
    GROUP BY code),
ranked AS (
    SELECT code, requested, sum(requested) OVER (PARTITION BY code
        ORDER BY score DESC, need DESC, received, requested, id
        ROWS UNBOUNDED PRECEDING) AS so_far
    FROM candidates ANTI JOIN awards ON candidates.id = awards.application
    JOIN scores ON candidates.id = scores.application)
SELECT code, count(*), sum(requested) FROM ranked JOIN pots USING (code)
WHERE so_far <= pot GROUP BY code ORDER BY code;
