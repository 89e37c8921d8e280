-- Every check of the comparison, for DuckDB; prints `check,count` where anything is wrong.
-- (DuckDB 2.0 moves a bare try_cast into its reader, where it stops at the first bad cell: nullif.)
SET preserve_insertion_order = false;

CREATE TEMP TABLE schemes AS
SELECT * FROM read_csv('peers/schemes.csv', header = true, columns = {
    'code': 'VARCHAR', 'opens': 'DATE', 'closes': 'DATE', 'floor': 'DECIMAL(18,2)',
    'ceiling': 'DECIMAL(18,2)', 'own_share': 'INTEGER', 'budget': 'DECIMAL(18,2)'});

CREATE TEMP TABLE applications AS
SELECT id, split_part(id, '-', 1) AS code, try_cast(nullif(received, '') AS DATE) AS received,
    org_number, applicant_type,
    try_cast(nullif(requested, '') AS DECIMAL(18,2)) AS requested,
    try_cast(nullif(total_cost, '') AS DECIMAL(18,2)) AS total_cost,
    try_cast(nullif(own_contribution, '') AS DECIMAL(18,2)) AS own_contribution
FROM read_csv('data/*/applications.csv', header = true, auto_detect = false, columns = {
    'id': 'VARCHAR', 'received': 'VARCHAR', 'applicant': 'VARCHAR',
    'org_number': 'VARCHAR', 'applicant_type': 'VARCHAR', 'place': 'VARCHAR',
    'title': 'VARCHAR', 'requested': 'VARCHAR', 'total_cost': 'VARCHAR',
    'own_contribution': 'VARCHAR'});

CREATE TEMP TABLE assessments AS
SELECT application, assessor, criterion, try_cast(nullif(score, '') AS DECIMAL(9,2)) AS score,
    try_cast(nullif(date, '') AS DATE) AS date
FROM read_csv('data/*/assessments.csv', header = true, auto_detect = false, columns = {
    'application': 'VARCHAR', 'assessor': 'VARCHAR', 'criterion': 'VARCHAR',
    'score': 'VARCHAR', 'date': 'VARCHAR'});

CREATE TEMP TABLE awards AS
SELECT try_cast(nullif(date, '') AS DATE) AS date, application, entry,
    try_cast(nullif(amount, '') AS DECIMAL(18,2)) AS amount
FROM read_csv('data/*/awards.csv', header = true, auto_detect = false, columns = {
    'date': 'VARCHAR', 'application': 'VARCHAR', 'entry': 'VARCHAR',
    'amount': 'VARCHAR', 'by': 'VARCHAR'});

CREATE TEMP TABLE payments AS
SELECT try_cast(nullif(date, '') AS DATE) AS date, application, entry,
    try_cast(nullif(amount, '') AS DECIMAL(18,2)) AS amount, reference
FROM read_csv('data/*/payments.csv', header = true, auto_detect = false, columns = {
    'date': 'VARCHAR', 'application': 'VARCHAR', 'entry': 'VARCHAR',
    'amount': 'VARCHAR', 'reference': 'VARCHAR', 'by': 'VARCHAR'});

CREATE TEMP TABLE accounts AS
SELECT application, awarded, paid
FROM (SELECT application, sum(amount) AS awarded FROM awards GROUP BY application)
LEFT JOIN (
    SELECT application, sum(CASE WHEN entry = 'payment' THEN amount ELSE -amount END) AS paid
    FROM payments GROUP BY application
) USING (application);

SELECT found, count FROM (
    SELECT 'id-format' AS found, count(*) AS count FROM applications
    WHERE NOT regexp_full_match(id, '[A-Za-z0-9][A-Za-z0-9._-]*')
    UNION ALL
    SELECT 'duplicate-id', count(id) - count(DISTINCT id) FROM applications
    UNION ALL
    SELECT 'date-format',
        (SELECT count(*) FROM applications WHERE received IS NULL)
        + (SELECT count(*) FROM assessments WHERE date IS NULL)
        + (SELECT count(*) FROM awards WHERE date IS NULL)
        + (SELECT count(*) FROM payments WHERE date IS NULL)
    UNION ALL
    SELECT 'amount-format',
        (SELECT count(*) FROM applications
            WHERE requested IS NULL OR total_cost IS NULL OR own_contribution IS NULL)
        + (SELECT count(*) FROM awards WHERE amount IS NULL OR amount <= 0)
        + (SELECT count(*) FROM payments WHERE amount IS NULL OR amount <= 0)
    UNION ALL
    SELECT 'number-format', count(*) FROM assessments WHERE score IS NULL
    UNION ALL
    SELECT 'organisation-number', count(*) FROM applications
    WHERE NOT regexp_full_match(org_number, '[1-9][0-9]{8}') OR
        (try_cast(org_number AS INTEGER) // 100000000 * 3
        + try_cast(org_number AS INTEGER) // 10000000 % 10 * 2
        + try_cast(org_number AS INTEGER) // 1000000 % 10 * 7
        + try_cast(org_number AS INTEGER) // 100000 % 10 * 6
        + try_cast(org_number AS INTEGER) // 10000 % 10 * 5
        + try_cast(org_number AS INTEGER) // 1000 % 10 * 4
        + try_cast(org_number AS INTEGER) // 100 % 10 * 3
        + try_cast(org_number AS INTEGER) // 10 % 10 * 2
        + try_cast(org_number AS INTEGER) % 10) % 11 <> 0
    UNION ALL
    SELECT 'unknown-word',
        (SELECT count(*) FROM awards WHERE entry NOT IN
            ('award', 'reserve', 'reject', 'withdraw', 'accept', 'release', 'close'))
        + (SELECT count(*) FROM payments WHERE entry NOT IN
            ('payment', 'repayment', 'claim', 'write-off'))
    UNION ALL
    SELECT 'applicant-type', count(*) FROM applications
    WHERE applicant_type NOT IN ('municipality', 'association')
    UNION ALL
    SELECT 'unknown-application',
        (SELECT count(*) FROM assessments
            ANTI JOIN applications ON assessments.application = applications.id)
        + (SELECT count(*) FROM awards
            ANTI JOIN applications ON awards.application = applications.id)
        + (SELECT count(*) FROM payments
            ANTI JOIN applications ON payments.application = applications.id)
    UNION ALL
    SELECT 'unknown-criterion', count(*) FROM assessments
    WHERE criterion NOT IN ('need', 'reach', 'plan', 'cost', 'after')
    UNION ALL
    SELECT 'score-out-of-range', count(*) FROM assessments WHERE score NOT BETWEEN 0 AND 5
    UNION ALL
    SELECT 'assessed-twice', coalesce(sum(times - 1), 0) FROM (
        SELECT count(*) AS times FROM assessments GROUP BY application, assessor, criterion)
    WHERE times > 1
    UNION ALL
    SELECT 'late-application', count(*) FROM awards
        JOIN applications ON application = id JOIN schemes USING (code) WHERE received > closes
    UNION ALL
    SELECT 'decided-before-close', count(*) FROM awards
        JOIN schemes ON split_part(application, '-', 1) = code WHERE date <= closes
    UNION ALL
    SELECT 'ineligible-award', count(*) FROM awards
        JOIN applications ON application = id JOIN schemes USING (code)
    WHERE requested < floor OR requested > ceiling
        OR own_contribution * 100 < total_cost * own_share
    UNION ALL
    SELECT 'over-requested', count(*) FROM accounts JOIN applications ON application = id
    WHERE awarded > requested
    UNION ALL
    SELECT 'below-min-award', count(*) FROM awards
        JOIN schemes ON split_part(application, '-', 1) = code WHERE amount < floor
    UNION ALL
    SELECT 'above-max-award', count(*) FROM accounts
        JOIN schemes ON split_part(application, '-', 1) = code WHERE awarded > ceiling
    UNION ALL
    SELECT 'over-committed', count(*) FROM (
        SELECT split_part(application, '-', 1) AS code, sum(amount) AS committed
        FROM awards GROUP BY ALL) JOIN schemes USING (code) WHERE committed > budget
    UNION ALL
    SELECT 'over-paid', (SELECT count(*) FROM accounts WHERE paid > awarded)
        + (SELECT count(*) FROM payments
            ANTI JOIN awards ON payments.application = awards.application)
    UNION ALL
    SELECT 'duplicate-payment', coalesce(sum(times - 1), 0) FROM (
        SELECT count(*) AS times FROM payments WHERE entry = 'payment'
        GROUP BY application, amount, reference)
    WHERE times > 1
) WHERE count > 0 ORDER BY found;
