-- What each scheme has committed, paid and got back, for DuckDB.
SELECT code, committed, coalesce(paid, 0) AS paid, coalesce(repaid, 0) AS repaid
FROM (
    SELECT split_part(application, '-', 1) AS code,
        sum(CASE entry WHEN 'award' THEN amount WHEN 'release' THEN -amount END) AS committed
    FROM read_csv('data/*/awards.csv', header = true, columns = {'date': 'DATE',
        'application': 'VARCHAR', 'entry': 'VARCHAR', 'amount': 'DECIMAL(18,2)', 'by': 'VARCHAR'})
    GROUP BY ALL)
LEFT JOIN (
    SELECT split_part(application, '-', 1) AS code,
        sum(amount) FILTER (entry = 'payment') AS paid,
        sum(amount) FILTER (entry = 'repayment') AS repaid
    FROM read_csv('data/*/payments.csv', header = true, columns = {'date': 'DATE',
        'application': 'VARCHAR', 'entry': 'VARCHAR', 'amount': 'DECIMAL(18,2)',
        'reference': 'VARCHAR', 'by': 'VARCHAR'})
    GROUP BY ALL) USING (code)
ORDER BY code;
