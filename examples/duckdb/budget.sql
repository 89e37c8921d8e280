-- Where every krone stands: what `grants budget` prints, from the same facts.
-- A programme holds what the schemes below it committed and paid.

CREATE VIEW balances AS
WITH RECURSIVE below(ancestor, scheme) AS (
    SELECT scheme, scheme FROM schemes
    UNION ALL
    SELECT schemes.parent, below.scheme
    FROM below JOIN schemes ON schemes.scheme = below.ancestor
    WHERE schemes.parent IS NOT NULL
), moved AS (
    SELECT scheme,
           sum(CASE entry WHEN 'award' THEN amount WHEN 'release' THEN -amount END) AS committed,
           NULL::DECIMAL(38, 2) AS paid, NULL::DECIMAL(38, 2) AS repaid
    FROM awards GROUP BY scheme
    UNION ALL
    SELECT scheme, NULL,
           sum(amount) FILTER (entry = 'payment'), sum(amount) FILTER (entry = 'repayment')
    FROM payments GROUP BY scheme
    UNION ALL
    SELECT scheme, opening_committed, opening_paid, NULL FROM schemes
), sums AS (
    SELECT ancestor AS scheme,
           coalesce(sum(committed), 0) AS committed,
           coalesce(sum(paid), 0)      AS paid,
           coalesce(sum(repaid), 0)    AS repaid
    FROM below JOIN moved USING (scheme) GROUP BY ancestor
)
SELECT scheme, currency,
       -- A programme without a budget of its own: the sum of the schemes under it.
       coalesce(budget, (SELECT sum(child.budget) FROM schemes child
                         WHERE child.parent = schemes.scheme)) AS budget,
       committed, paid, repaid,
       committed - (paid - repaid)                             AS outstanding,
       coalesce(schemes.budget, (SELECT sum(child.budget) FROM schemes child
                         WHERE child.parent = schemes.scheme)) - committed AS remaining
FROM schemes JOIN sums USING (scheme);
