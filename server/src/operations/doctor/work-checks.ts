import { helplineMonths } from '../../../../contract/helplines.js';
import { limits } from '../../platform/config/limits.js';
import { withOwner } from '../../platform/database/embedded/load-dump.js';
import { fault, well, worthALook, type Check, type Verdict } from './finding.js';
import { today } from '../../platform/http/strasbourg-sql.js';

const outboxMinutes = 15;
const backupHours = 26;

/** Whether the background work is being done. */
export function workChecks(ownerUrl: string): Check[] {
  return [
    { subject: 'outbox', look: () => outbox(ownerUrl) },
    { subject: 'failed mails', look: () => failedMails(ownerUrl) },
    { subject: 'helplines', look: () => helplines(ownerUrl) },
    { subject: 'backup', look: () => backup(ownerUrl) },
  ];
}

async function outbox(ownerUrl: string): Promise<Verdict> {
  const [row] = await ask<{ queued: number; minutes: number | null }>(
    ownerUrl,
    `SELECT count(*)::int AS queued,
      extract(epoch FROM now() - min(created_at))::float / 60 AS minutes FROM outbox
      WHERE state = 'queued'`,
  );
  if ((row!.minutes ?? 0) > outboxMinutes)
    return fault(
      `${row!.queued} mails wait, the oldest for ${Math.round(row!.minutes!)} minutes: is ` +
        'the server running, and does the mail server answer?',
    );
  return well(row!.queued === 0 ? 'empty' : `${row!.queued} mails are on their way`);
}

async function failedMails(ownerUrl: string): Promise<Verdict> {
  const [row] = await ask<{ dead: number }>(
    ownerUrl,
    `SELECT count(*)::int AS dead FROM outbox WHERE state = 'dead'
      AND created_at > now() - interval '7 days'`,
  );
  return row!.dead > 0
    ? worthALook(
        `${row!.dead} mails of this week were given up after ${limits.mailAttempts} ` +
          'attempts or refused: staff see why under Mails',
      )
    : well('none this week');
}

/** A number not confirmed for a year may no longer work. */
async function helplines(ownerUrl: string): Promise<Verdict> {
  const [set] = await ask<{ months: number | null }>(
    ownerUrl,
    `SELECT (value->>'helplineMonths')::int AS months FROM setting WHERE key = 'settings'`,
  );
  const months = set?.months ?? helplineMonths;
  const stale = await ask<{ line: string }>(
    ownerUrl,
    `SELECT country_code || ' ' || number || ' (' || checked_on || ')' AS line FROM helpline
     WHERE removed_at IS NULL AND checked_on <= ${today} - interval '${months} months'
       ORDER BY 1`,
  );
  if (stale.length === 0) return well(`each was confirmed in the last ${months} months`);
  return worthALook(
    `${stale.length} not confirmed for ${months} months; read their sources and ` +
      `confirm them under Helplines: ${stale.map(({ line }) => line).join(', ')}`,
  );
}

async function backup(ownerUrl: string): Promise<Verdict> {
  const [row] = await ask<{ hours: number }>(
    ownerUrl,
    `SELECT extract(epoch FROM now() - (value ->> 'takenAt')::timestamptz)::float / 3600 AS hours
      FROM setting WHERE key = 'backup'`,
  );
  if (!row)
    return fault(
      'there is none: pact backup FOLDER on another disk, every day by a timer ' +
        '(docs/operations.md)',
    );
  if (row.hours > backupHours)
    return fault(
      `the newest is ${Math.round(row.hours)} hours old: look why the timer of npm run ` +
        'backup did not run',
    );
  return well(`the newest is ${Math.round(row.hours)} hours old`);
}

function ask<Row extends object>(ownerUrl: string, sql: string): Promise<Row[]> {
  return withOwner(ownerUrl, async (client) => (await client.query<Row>(sql)).rows);
}
