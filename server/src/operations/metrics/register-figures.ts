import type { DataSource } from 'typeorm';

/**
 * The register's state according to the database. Ages are in seconds; moments are Unix timestamps
 * in seconds, or null.
 */
export interface RegisterFigures {
  waiting: number;
  changesRequested: number;
  awaitingSignature: number;
  queueAge: number;
  queuedMails: number;
  delayedMails: number;
  deadMails: number;
  outboxAge: number;
  eventHead: number;
  lastBackup: number | null;
  faultyDocuments: number;
}

/**
 * One short statement over partial indexes, so that a scrape every few seconds does not slow the
 * pages down.
 */
export async function readFigures(database: DataSource): Promise<RegisterFigures> {
  const [row] = await database.query<RegisterFigures[]>(
    `SELECT q.*, m.*, (SELECT seq::float FROM event_head) AS "eventHead",
            (SELECT extract(epoch FROM (value ->> 'takenAt')::timestamptz)::float FROM setting
              WHERE key = 'backup') AS "lastBackup",
            coalesce((SELECT jsonb_array_length(value -> 'faults') FROM setting
              WHERE key = 'document_check'), 0) AS "faultyDocuments"
     FROM (SELECT count(*) FILTER (WHERE state = 'waiting')::int AS waiting,
       count(*) FILTER (WHERE state = 'changes_requested')::int AS "changesRequested",
       count(*) FILTER (WHERE state = 'awaiting_signature')::int AS "awaitingSignature",
                  coalesce(extract(epoch
                    FROM now() - min(waiting_since) FILTER (WHERE state = 'waiting')),
                    0)::float AS "queueAge"
           FROM submission
           WHERE state IN ('waiting', 'changes_requested', 'awaiting_signature')) q,
          (SELECT count(*) FILTER (WHERE state = 'queued')::int AS "queuedMails",
                  count(*) FILTER (WHERE state = 'queued'
                    AND last_error IS NOT NULL)::int AS "delayedMails",
                  count(*) FILTER (WHERE state = 'dead')::int AS "deadMails",
                  coalesce(extract(epoch
                    FROM now() - min(created_at) FILTER (WHERE state = 'queued')),
                    0)::float AS "outboxAge"
           FROM outbox WHERE state IN ('queued', 'dead')) m`,
  );
  return row!;
}
