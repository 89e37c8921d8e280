-- In what state each application is on a day: derived, as `grants list` does.
-- While nothing is decided the state is a matter of the scheme's requirements,
-- which are not repeated here.

SET VARIABLE today = coalesce(getvariable('today'), current_date);

CREATE VIEW states AS
WITH decided AS (
    SELECT scheme, application,
           coalesce(sum(amount) FILTER (entry = 'award'), 0)   AS awarded,
           coalesce(sum(amount) FILTER (entry = 'release'), 0) AS released,
           min(date) FILTER (entry = 'award')                  AS first_award,
           max(date) FILTER (entry = 'award')                  AS last_award,
           bool_or(entry = 'accept')                           AS is_accepted,
           bool_or(entry = 'close')                            AS is_closed,
           arg_max(entry, (date, nth)) FILTER (entry IN ('reserve', 'reject', 'withdraw'))
                                                               AS last_decision,
           max(date) FILTER (entry IN ('reserve', 'reject', 'withdraw')) AS decided_on,
           -- An award on the same day or later overtakes it.
           CASE WHEN last_award IS NULL OR decided_on > last_award THEN last_decision END
                                                               AS decision
    FROM awards WHERE date <= getvariable('today') GROUP BY ALL
), paid AS (
    SELECT scheme, application,
           coalesce(sum(amount) FILTER (entry = 'payment'), 0)   AS paid,
           coalesce(sum(amount) FILTER (entry = 'repayment'), 0) AS repaid
    FROM payments WHERE date <= getvariable('today') GROUP BY ALL
), reported AS (
    SELECT DISTINCT scheme, application FROM reports WHERE date <= getvariable('today')
)
SELECT scheme, id, requested,
       awarded, released, coalesce(paid, 0) AS paid, coalesce(repaid, 0) AS repaid,
       CASE
           WHEN is_closed                                   THEN 'closed'
           WHEN awarded > released AND reported.scheme IS NOT NULL THEN 'reported'
           WHEN awarded > released AND coalesce(paid - repaid, 0) >= awarded - released THEN 'paid'
           WHEN awarded > released AND coalesce(paid - repaid, 0) > 0 THEN 'part-paid'
           WHEN awarded > released AND is_accepted          THEN 'accepted'
           WHEN awarded > released AND NOT asks_acceptance  THEN 'awarded'
           WHEN awarded > released AND accept_within <> ''
            AND first_award + accept_within::INTERVAL < getvariable('today') THEN 'lapsed'
           WHEN awarded > released                          THEN 'offered'
           WHEN decision = 'reserve'                        THEN 'reserve'
           WHEN decision = 'reject'                         THEN 'rejected'
           WHEN decision = 'withdraw'                       THEN 'withdrawn'
           WHEN awarded > 0                                 THEN 'released'
           ELSE 'undecided'
       END AS state
FROM applications
JOIN schemes USING (scheme)
LEFT JOIN decided ON decided.scheme = applications.scheme AND decided.application = id
LEFT JOIN paid ON paid.scheme = applications.scheme AND paid.application = id
LEFT JOIN reported ON reported.scheme = applications.scheme AND reported.application = id;
