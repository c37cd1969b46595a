/**
 * SQL: the day since which mails to an address bounce; null if they do not. An unknown address
 * counts at once; other bounces count when they repeat, and no longer once a later mail does not
 * bounce.
 */
export const returnedSince = (address: string): string =>
  `(SELECT (min(o.returned_at) AT TIME ZONE 'Europe/Paris')::date::text FROM outbox o
    WHERE o.recipient = ${address} AND o.returned_at > coalesce((SELECT max(l.sent_at)
      FROM outbox l WHERE l.recipient = o.recipient AND l.state = 'sent'
      AND l.returned_at IS NULL), '-infinity')
    HAVING bool_or(o.returned_status LIKE '5.1.%') OR count(*) > 1)`;
