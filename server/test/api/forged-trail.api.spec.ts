import { readFile, rm } from 'node:fs/promises';
import pg from 'pg';
import {
  recordHead,
  recordedHeadsFile,
  readRecordedHeads,
} from '../../src/platform/events/noted-heads.js';
import { asking, verifyEvents } from '../../src/platform/events/verify-events.js';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import {
  registerAgreement,
  type Disagreement,
} from '../../src/workbench/trail/register-agreement.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';

let register: TestApp;
let administrator: Colleague;
let town: Applicant;
let published: { id: string; publicId: string };
beforeAll(async () => {
  register = await startApp();
  town = await Applicant.endorses(register);
  administrator = await Colleague.signsIn(register, 'administrator');
  const colleague = await Colleague.signsIn(register, 'reviewer', 'publisher');
  published = await colleague.approvesAndPublishes(town.reference);
});
afterAll(() => register.close());

async function as<Result>(
  role: 'app' | 'owner',
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: register.database.urls[role] });
  await client.connect();
  return work(client).finally(() => client.end());
}

/** What the owner of the database can do, looked at and undone. */
const tampered = <Result>(statement: string, look: (client: pg.Client) => Promise<Result>) =>
  as('owner', async (client) => {
    await client.query('BEGIN');
    await client.query('ALTER TABLE event DISABLE TRIGGER event_is_append_only');
    await client.query('ALTER TABLE event DROP CONSTRAINT event_begins_at_one');
    await client.query(statement);
    return look(client).finally(() => client.query('ROLLBACK'));
  });
const agreement = (client: pg.Client): Promise<Disagreement[]> => registerAgreement(asking(client));
const copyOf = (seq: string) =>
  `INSERT INTO event SELECT ${seq}, at, actor_kind, actor_id, action, subject_kind, subject_id,
    details, previous_hash, hash FROM event WHERE seq = 1`;

describe('TR11 only the append function writes to the trail', () => {
  it.each([
    copyOf('-7'),
    copyOf('(SELECT max(seq) + 1 FROM event)'),
    'UPDATE event_head SET seq = seq - 1',
    'DELETE FROM event_to_append',
    'ALTER TABLE event DISABLE TRIGGER ALL',
    'ALTER FUNCTION append_events() SECURITY INVOKER',
    'DROP TRIGGER events_are_appended ON event_to_append',
    'SET ROLE pact_app_trail',
  ])('as the application: %s', async (statement) => {
    const before = await register.sql('SELECT * FROM event ORDER BY seq');
    await expect(as('app', (client) => client.query(statement))).rejects.toMatchObject({
      code: '42501',
    });
    expect(await register.sql('SELECT * FROM event ORDER BY seq')).toEqual(before);
  });

  it('the function refuses a line whose content does not match its hash', async () => {
    const forged = {
      actorKind: 'system',
      actorId: null,
      action: 'register.seed',
      subjectKind: 'register',
      subjectId: null,
      details: { demo: 1 },
    };
    const spelled = '"system",null,"register.seed","register",null,{"demo":2}';
    const append = (client: pg.Client) =>
      client.query('INSERT INTO event_to_append (events) VALUES ($1)', [
        JSON.stringify([{ ...forged, spelled }]),
      ]);
    await expect(as('app', append)).rejects.toMatchObject({ code: '23514' });
    expect((await as('app', verifyEvents)).firstBad).toBeNull();
  });

  it('its owner is a role that cannot sign in and has only the rights it needs', async () => {
    const [owner] = await register.sql(
      `SELECT rolname, rolcanlogin, rolsuper, rolcreaterole FROM pg_proc
        JOIN pg_roles r ON r.oid = proowner WHERE pg_proc.oid = 'append_events'::regproc`,
    );
    expect(owner).toEqual({
      rolname: 'pact_app_trail',
      rolcanlogin: false,
      rolsuper: false,
      rolcreaterole: false,
    });
    const rights = await register.sql(
      `SELECT c.relname || ' ' || a.privilege_type AS line FROM pg_class c, aclexplode(c.relacl) a
        JOIN pg_roles r ON r.oid = a.grantee
       WHERE rolname = 'pact_app_trail' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    expect(rights.map(({ line }) => line)).toEqual([
      'authority SELECT',
      'event INSERT',
      'event_head SELECT',
      'event_head UPDATE',
      'event_to_append DELETE',
      'event_to_append SELECT',
      ...['log_head SELECT', 'log_head UPDATE', 'log_leaf INSERT', 'log_leaf SELECT'],
      ...['log_state INSERT', 'log_state SELECT', 'log_state UPDATE'],
      ...['log_touched DELETE', 'log_touched INSERT', 'log_touched SELECT'],
      ...['log_trail_wanted DELETE', 'log_trail_wanted SELECT'],
      ...['pledge SELECT', 'register SELECT', 'signatory SELECT'],
    ]);
  });
});

describe('TR11 a forgery by the owner of the database is found', () => {
  it('a line before the first one', async () => {
    const verdict = await tampered(copyOf('-7'), verifyEvents);
    expect(verdict.firstBad).toEqual({ seq: '-7', reason: 'the trail begins with event 1' });
  });

  it.each([
    [
      `UPDATE signatory SET state = 'withdrawn', withdrawn_at = now()`,
      /^is withdrawn, and its last event says published$/,
    ],
    [
      `UPDATE event SET details = details - 'to' WHERE action = 'signatory.publish'`,
      /^is published, and no event brought it there$/,
    ],
  ])('a signatory without its decision: %s', async (statement, reason) => {
    expect(await tampered(statement, agreement)).toEqual([
      { subject: published.publicId, reason: expect.stringMatching(reason) as string },
    ]);
    expect(await as('app', agreement)).toEqual([]);
  });

  it('a signatory put on the list by hand, and a case without its approval', async () => {
    const made = `
      WITH made AS (
        INSERT INTO authority
          SELECT (jsonb_populate_record(a,
          jsonb_build_object('id', gen_random_uuid(), 'identity_key', 'forged'))).* FROM authority a
          LIMIT 1
        RETURNING id)
      INSERT INTO signatory (id, public_id, authority_id, state, published_at, changed_at, version)
      SELECT gen_random_uuid(), 'forgedxx', id, 'published', now(), now(), 1 FROM made`;
    expect(await tampered(made, agreement)).toEqual([
      { subject: 'forgedxx', reason: 'is published, and no event brought it there' },
    ]);
    const unapproved = await tampered(
      `UPDATE event SET action = 'submission.reject' WHERE action = 'submission.approve'`,
      agreement,
    );
    expect(unapproved).toEqual([
      { subject: town.reference, reason: 'is approved, and its last event is no approval' },
    ]);
  });

  it('the screen of administrators names it, too', async () => {
    await register.sql(`UPDATE signatory SET state = 'on_hold' WHERE id = $1`, [published.id]);
    const { body } = await administrator.browser
      .post('/api/v1/staff/events/verification')
      .send({ seq: '0' });
    await register.sql(`UPDATE signatory SET state = 'published' WHERE id = $1`, [published.id]);
    expect(body).toMatchObject({
      ended: true,
      firstBad: null,
      disagreements: [
        { subject: published.publicId, reason: 'is on_hold, and its last event says published' },
      ],
    });
  });
});

describe('TR11 heads that are kept outside of the database', () => {
  it('go once a day to every administrator, the log and a file, and are compared', async () => {
    await rm(recordedHeadsFile(register.dataDir), { force: true });
    const jobs = register.app.get(JobsService);
    await jobs.runAll();
    await jobs.runAll();
    await register.drain();
    const mails = register.mailbox.mails.filter(({ raw }) => raw.includes('Audit trail'));
    expect(mails).toHaveLength(1);
    const [recorded] = await readRecordedHeads(register.dataDir);
    const written = await readFile(recordedHeadsFile(register.dataDir), 'utf8');
    expect(written.trim().split('\n')).toHaveLength(1);
    expect(register.mailbox.newest(administrator.email, /Audit trail/).text).toContain(
      `${recorded!.seq}:${recorded!.hash}`,
    );
    expect((await as('app', (client) => verifyEvents(client, [recorded!]))).firstBad).toBeNull();
    // The backup of a register without any event records where every chain begins.
    const first = { seq: 0n, hash: '0'.repeat(64), from: 'the first backup' };
    expect((await as('app', (client) => verifyEvents(client, [first]))).firstBad).toBeNull();
    const notIt = { ...first, hash: '1'.repeat(64) };
    expect((await as('app', (client) => verifyEvents(client, [notIt]))).firstBad).toMatchObject({
      seq: '0',
    });

    // A consistent trail that does not contain the recorded head; and one that was cut off and
    // restarted.
    await recordHead(register.dataDir, { seq: String(recorded!.seq), hash: '0'.repeat(64) });
    await recordHead(register.dataDir, { seq: '999999', hash: recorded!.hash });
    const [, other, longer] = await readRecordedHeads(register.dataDir);
    const told = async (head: typeof recorded) =>
      (await as('app', (client) => verifyEvents(client, [head!]))).firstBad;
    expect(await told(other)).toMatchObject({
      seq: String(recorded!.seq),
      reason: expect.stringContaining('not the head that was recorded') as string,
    });
    expect(await told(longer)).toMatchObject({ seq: '999999' });
  });
});
