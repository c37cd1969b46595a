import type { TestApp } from './app.js';

/** The mails of a case, in the order in which they were put into the outbox. */
export const mailsOf = (register: TestApp, id: string) =>
  register.sql<{ template: string; recipient: string }>(
    `SELECT template, recipient FROM outbox WHERE submission_id = $1 ORDER BY id`,
    [id],
  );

/** The lines of the trail about something. */
export const eventsOf = (register: TestApp, id: string) =>
  register.sql<{
    action: string;
    actor_kind: string;
    actor_id: string | null;
    details: Record<string, unknown>;
  }>(`SELECT action, actor_kind, actor_id, details FROM event WHERE subject_id = $1 ORDER BY seq`, [
    id,
  ]);
