-- Ranks the undecided applications of each scheme by weighted scores, and funds them in that
-- order until the first that does not fit, for SQLite; prints code, awards, sum.
CREATE INDEX by_application ON awards (application);
-- Each criterion has two scores, so that sums rank as means do.
WITH scores AS (
    SELECT application,
        sum(score * CASE criterion WHEN 'need' THEN 1 WHEN 'reach' THEN 2 WHEN 'plan' THEN 3
            WHEN 'cost' THEN 4 WHEN 'after' THEN 5 END) AS score,
        sum(CASE criterion WHEN 'need' THEN score END) AS need
    FROM assessments GROUP BY application),
committed AS (
    SELECT substr(application, 1, instr(application, '-') - 1) AS code,
        sum(round(amount * 100)) AS committed
    FROM awards GROUP BY 1),
candidates AS (
    SELECT id, substr(id, 1, instr(id, '-') - 1) AS code, received, requested + 0 AS requested,
        total_cost, own_contribution
    FROM applications WHERE NOT EXISTS (SELECT 1 FROM awards WHERE application = id)),
ranked AS (
    SELECT code, requested, budget * 100 - committed AS pot,
        sum(requested) OVER (PARTITION BY code
            ORDER BY score DESC, need DESC, received, requested, id
            ROWS UNBOUNDED PRECEDING) AS so_far
    FROM candidates JOIN scores ON application = id
    JOIN schemes USING (code) JOIN committed USING (code)
    WHERE requested BETWEEN floor + 0 AND ceiling + 0
        AND round(own_contribution * 100) * 100 >= round(total_cost * 100) * own_share)
SELECT code, count(*), sum(requested) FROM ranked WHERE so_far * 100 <= pot
GROUP BY code ORDER BY code;
