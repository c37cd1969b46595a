import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { Mirror } from '../../../client/public/verify/mirror-register.mjs';
import { Mismatch } from '../../../client/public/verify/verify-register.mjs';
import { verifyEvents } from '../../src/platform/events/verify-events.js';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { eventually } from '../support/eventually.js';
import { Instance } from '../support/instance.js';
import { tokenIn } from '../support/mailbox.js';
import { addressOf, signs } from '../support/public-log.js';
import { full } from './full.js';

const kills = Number(process.env['KILLS'] ?? (full ? 200 : 3));
/** A mail that a killed process was sending becomes available again when its lease expires. */
const resumes = full ? 90_000 : 20_000;

let helper: TestApp;
let victim: Instance;
let stopped = false;
/** What the program has acknowledged by a response. */
const acknowledged = {
  documents: [] as string[],
  sent: [] as string[],
  confirmed: 0,
  published: [] as string[],
};
/** What a stranger's mirror of the public log was shown meanwhile. */
let folder: string;
const shown = { checkpoints: 0, mismatches: [] as string[] };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pact-mirror-'));
  helper = await startApp();
  victim = await Instance.beside(helper);
}, 120_000);
afterAll(async () => {
  await victim.kill();
  await helper.close();
  await rm(folder, { recursive: true });
});

/**
 * Repeats the work until the end. Failures are expected, because the victim is killed in between.
 */
async function untilStopped(work: () => Promise<void>): Promise<void> {
  while (!stopped) await work().catch(() => wait(50));
}

async function submits(): Promise<void> {
  const applicant = await Applicant.begins(victim.register);
  await applicant.fillsIn();
  acknowledged.documents.push(await applicant.uploads());
  await applicant.sends();
  acknowledged.sent.push(applicant.reference);
  await helper.forgetLimits();
}

/** Follows the links of the mails. Each is retried until it was answered. */
async function confirms(): Promise<void> {
  const fresh = helper.mailbox.mails.splice(0);
  received.push(...fresh);
  toConfirm.push(...fresh.filter(({ subject }) => /^Confirm/.test(subject)));
  for (const mail of [...toConfirm]) {
    const { status } = await victim.register.anonymous
      .post('/api/v1/confirmations')
      .send({ token: tokenIn(mail) });
    if (status === 200) acknowledged.confirmed += 1;
    toConfirm.shift();
  }
  await wait(100);
}
const received: TestApp['mailbox']['mails'] = [];
const toConfirm: TestApp['mailbox']['mails'] = [];

async function publishes(colleague: Colleague): Promise<void> {
  const { items } = await victim.colleague(colleague).queue('show=waiting');
  if (!items[0]) return wait(200);
  await victim.colleague(colleague).approvesAndPublishes(items[0].reference);
  acknowledged.published.push(items[0].reference);
}

/** A mirror accepts new entries, and refuses any that contradict earlier ones. */
async function mirrors(url: string): Promise<void> {
  try {
    await new Mirror(url, folder, { name: 'mirror.example' }).update();
    shown.checkpoints += 1;
  } catch (error) {
    // Not what an instance answers that is just being killed, or before the first checkpoint.
    if (error instanceof Mismatch && !/ (answers \d+$|does not answer)/.test(error.message))
      shown.mismatches.push(error.message);
    throw error;
  }
  await wait(300);
}

it(
  `RL3 killed ${kills} times at random moments under submissions, publications and mails`,
  async () => {
    const colleague = await Colleague.signsIn(helper, 'reviewer', 'publisher');
    const work = [
      untilStopped(submits),
      untilStopped(submits),
      untilStopped(confirms),
      untilStopped(() => publishes(colleague)),
      untilStopped(() => mirrors(victim.url)),
    ];
    for (let kill = 0; kill < kills; kill += 1) {
      await wait(Math.random() * (full ? 2_500 : 1_500));
      await victim.kill();
      await victim.start();
    }
    await eventually(() => expect(acknowledged.published.length).toBeGreaterThan(0), 30_000);
    stopped = true;
    await Promise.all(work);
    console.log(
      `${kills} kills; acknowledged: ${acknowledged.documents.length} documents, ` +
        `${acknowledged.sent.length} submissions, ${acknowledged.confirmed} confirmations, ` +
        `${acknowledged.published.length} publications`,
    );
  },
  60_000 + kills * 20_000,
);

it('RL3 everything acknowledged is kept', async () => {
  const sent = await helper.sql<{ reference: string }>(
    `SELECT reference FROM submission WHERE state NOT IN ('draft', 'expired')`,
  );
  expect(sent.map(({ reference }) => reference)).toEqual(expect.arrayContaining(acknowledged.sent));
  const documents = await helper.sql<{ id: string }>('SELECT id FROM document');
  expect(documents.map(({ id }) => id)).toEqual(expect.arrayContaining(acknowledged.documents));
  const published = await helper.sql<{ reference: string }>(
    `SELECT reference FROM submission WHERE state = 'approved'`,
  );
  expect(published.map(({ reference }) => reference)).toEqual(
    expect.arrayContaining(acknowledged.published),
  );
});

it('RL3 nothing is half-made: no approval without its signatory, decision and event, and the chain is whole', async () => {
  const half = await helper.sql(
    `SELECT reference FROM submission s WHERE state = 'approved' AND (
       (SELECT count(*) FROM signatory WHERE endorsement_id = s.id) <> 1
         OR (SELECT count(*) FROM decision WHERE submission_id = s.id AND verdict = 'approve') <> 1
       OR (SELECT count(*) FROM event WHERE subject_id = s.id
         AND action = 'submission.approve') <> 1)`,
  );
  expect(half).toEqual([]);
  expect(
    await helper.sql(
      `SELECT 1 FROM signatory x JOIN submission s ON s.id = x.endorsement_id
        WHERE s.state <> 'approved'`,
    ),
  ).toEqual([]);
  const client = new pg.Client({ connectionString: helper.database.urls.app });
  await client.connect();
  expect((await verifyEvents(client)).firstBad).toBeNull();
  await client.end();
});

it('LG3 the public log never contradicts what it once showed, and holds all that was published', async () => {
  await signs(helper);
  await mirrors(addressOf(helper));
  expect(shown.mismatches).toEqual([]);
  const unlogged = await helper.sql(
    `SELECT public_id FROM public_signatory WHERE public_id NOT IN
       (SELECT leaf::jsonb ->> 'id' FROM log_leaf WHERE leaf::jsonb ? 'id')`,
  );
  expect(unlogged).toEqual([]);
  console.log(`${shown.checkpoints} checkpoints mirrored`);
});

it('RL3 no row without its file, byte for byte, and after the sweep no file without its row', async () => {
  await helper.sql(`UPDATE loose_file SET since = now() - interval '2 hours'`);
  await helper.app.get(JobsService).runAll();
  const rows = await helper.sql<{ id: string; sha256: string }>(
    `SELECT id, encode(sha256, 'hex') AS sha256 FROM document`,
  );
  const folder = join(helper.dataDir, 'documents');
  for (const { id, sha256 } of rows) {
    expect(
      createHash('sha256')
        .update(await readFile(join(folder, id.slice(34), id)))
        .digest('hex'),
    ).toBe(sha256);
  }
  const files = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile() && !entry.parentPath.endsWith('incoming'),
  );
  expect(new Set(files.map(({ name }) => name.slice(0, 36)))).toEqual(
    new Set(rows.map(({ id }) => id)),
  );
});

it(
  'RL3 work resumes within a minute: every mail arrives, at most one of them twice',
  async () => {
    if (!full) await helper.sql(`UPDATE outbox SET next_attempt_at = now() WHERE state = 'queued'`);
    await eventually(async () => {
      expect(
        await helper.sql(
          `SELECT template, attempts, last_error FROM outbox WHERE state <> 'sent'
            AND last_error IS DISTINCT FROM 'uncertain'`,
        ),
      ).toEqual([]);
    }, resumes);
    received.push(...helper.mailbox.mails);
    const byId: Record<string, number> = {};
    for (const { messageId } of received) byId[messageId] = (byId[messageId] ?? 0) + 1;
    // A mail whose worker was killed twice at the very end is reported to staff instead of being
    // sent a third time.
    const wanted = await helper.sql<{ id: string }>(`SELECT id FROM outbox WHERE state = 'sent'`);
    expect(wanted.filter(({ id }) => !byId[`<${id}@register.example>`])).toEqual([]);
    expect(Math.max(...Object.values(byId))).toBeLessThanOrEqual(2);
    const [uncertain] = await helper.sql<{ n: number }>(
      `SELECT count(*)::int AS n FROM outbox WHERE state = 'dead'`,
    );
    console.log(
      `${received.length} mails, ${Object.values(byId).filter((count) => count > 1).length} ` +
        `of them twice, ${uncertain!.n} told to staff`,
    );
  },
  resumes + 10_000,
);
