-- Every check of the comparison, for SQLite; prints `check,count` where anything is wrong.
-- Amounts are counted in øre.
CREATE INDEX by_id ON applications (id);
CREATE TEMP TABLE accounts AS
SELECT awards.application, awarded, paid, substr(awards.application, 1,
    instr(awards.application, '-') - 1) AS code
FROM (SELECT application, sum(round(amount * 100)) AS awarded FROM awards GROUP BY application)
    AS awards
LEFT JOIN (
    SELECT application,
        sum(round(amount * 100) * CASE entry WHEN 'payment' THEN 1 ELSE -1 END) AS paid
    FROM payments GROUP BY application) AS payments USING (application);

SELECT * FROM (
    SELECT 'id-format' AS found, count(*) AS count FROM applications
    WHERE id GLOB '*[^A-Za-z0-9._-]*' OR id NOT GLOB '[A-Za-z0-9]*'
    UNION ALL
    SELECT 'duplicate-id', count(*) - count(DISTINCT id) FROM applications
    UNION ALL
    SELECT 'date-format',
        (SELECT count(*) FROM applications WHERE date(received) IS NOT received)
        + (SELECT count(*) FROM assessments WHERE date(date) IS NOT date)
        + (SELECT count(*) FROM awards WHERE date(date) IS NOT date)
        + (SELECT count(*) FROM payments WHERE date(date) IS NOT date)
    UNION ALL
    SELECT 'amount-format',
        (SELECT count(*) FROM applications WHERE requested GLOB '*[^0-9.]*' OR requested = ''
            OR total_cost GLOB '*[^0-9.]*' OR total_cost = ''
            OR own_contribution GLOB '*[^0-9.]*' OR own_contribution = '')
        + (SELECT count(*) FROM awards WHERE amount GLOB '*[^0-9.]*' OR amount + 0 <= 0)
        + (SELECT count(*) FROM payments WHERE amount GLOB '*[^0-9.]*' OR amount + 0 <= 0)
    UNION ALL
    SELECT 'number-format', count(*) FROM assessments WHERE score GLOB '*[^0-9.]*' OR score = ''
    UNION ALL
    SELECT 'organisation-number', count(*) FROM applications
    WHERE org_number NOT GLOB '[1-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9][0-9]' OR
        (org_number / 100000000 * 3 + org_number / 10000000 % 10 * 2
        + org_number / 1000000 % 10 * 7 + org_number / 100000 % 10 * 6
        + org_number / 10000 % 10 * 5 + org_number / 1000 % 10 * 4
        + org_number / 100 % 10 * 3 + org_number / 10 % 10 * 2 + org_number % 10) % 11 <> 0
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
            WHERE NOT EXISTS (SELECT 1 FROM applications WHERE id = application))
        + (SELECT count(*) FROM awards
            WHERE NOT EXISTS (SELECT 1 FROM applications WHERE id = application))
        + (SELECT count(*) FROM payments
            WHERE NOT EXISTS (SELECT 1 FROM applications WHERE id = application))
    UNION ALL
    SELECT 'unknown-criterion', count(*) FROM assessments
    WHERE criterion NOT IN ('need', 'reach', 'plan', 'cost', 'after')
    UNION ALL
    SELECT 'score-out-of-range', count(*) FROM assessments WHERE score + 0 NOT BETWEEN 0 AND 5
    UNION ALL
    SELECT 'assessed-twice', coalesce(sum(times - 1), 0) FROM (
        SELECT count(*) AS times FROM assessments GROUP BY application, assessor, criterion)
    WHERE times > 1
    UNION ALL
    SELECT 'late-application', count(*) FROM accounts
        JOIN applications ON id = application JOIN schemes USING (code) WHERE received > closes
    UNION ALL
    SELECT 'decided-before-close', count(*) FROM awards
        JOIN accounts USING (application) JOIN schemes USING (code) WHERE date <= closes
    UNION ALL
    SELECT 'ineligible-award', count(*) FROM accounts
        JOIN applications ON id = application JOIN schemes USING (code)
    WHERE requested + 0 < floor + 0 OR requested + 0 > ceiling + 0
        OR round(own_contribution * 100) * 100 < round(total_cost * 100) * own_share
    UNION ALL
    SELECT 'over-requested', count(*) FROM accounts JOIN applications ON id = application
    WHERE awarded > round(requested * 100)
    UNION ALL
    SELECT 'below-min-award', count(*) FROM awards
        JOIN accounts USING (application) JOIN schemes USING (code) WHERE amount + 0 < floor + 0
    UNION ALL
    SELECT 'above-max-award', count(*) FROM accounts JOIN schemes USING (code)
    WHERE awarded > ceiling * 100
    UNION ALL
    SELECT 'over-committed', count(*) FROM (
        SELECT code, sum(awarded) AS committed FROM accounts GROUP BY code)
        JOIN schemes USING (code) WHERE committed > budget * 100
    UNION ALL
    SELECT 'over-paid', (SELECT count(*) FROM accounts WHERE paid > awarded)
        + (SELECT count(*) FROM payments WHERE application NOT IN
            (SELECT application FROM accounts))
    UNION ALL
    SELECT 'duplicate-payment', coalesce(sum(times - 1), 0) FROM (
        SELECT count(*) AS times FROM payments WHERE entry = 'payment'
        GROUP BY application, amount, reference)
    WHERE times > 1
) WHERE count > 0 ORDER BY found;
