import pg from 'pg';
import { spelledWithoutPlace } from '../../src/platform/events/event-chain.js';
import { verifyEvents, type Verdict } from '../../src/platform/events/verify-events.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
  const town = await Applicant.endorses(register);
  const colleague = await Colleague.signsIn(register, 'reviewer', 'publisher');
  await colleague.approvesAndPublishes(town.reference);
});
afterAll(() => register.close());

async function as<Result>(
  url: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
const verify = (): Promise<Verdict> => as(register.database.urls.app, verifyEvents);

/**
 * Tampers as only a superuser can: disables the trigger, changes events, enables it again. Rolled
 * back afterwards.
 */
async function tampered(...statements: string[]): Promise<Verdict> {
  return as(register.database.urls.owner, async (client) => {
    await client.query('BEGIN');
    await client.query('ALTER TABLE event DISABLE TRIGGER event_is_append_only');
    for (const statement of statements) await client.query(statement);
    const verdict = await verifyEvents(client);
    await client.query('ROLLBACK');
    return verdict;
  });
}

describe('TR11 the audit trail', () => {
  it('tells the whole story of a case, and verifies', async () => {
    const events = await register.sql<{ action: string }>('SELECT action FROM event ORDER BY seq');
    const story = [
      'submission.submit',
      'submission.confirm',
      'document.view',
      'submission.approve',
      'signatory.publish',
    ];
    expect(events.map(({ action }) => action).filter((action) => story.includes(action))).toEqual(
      story,
    );
    expect(await verify()).toMatchObject({ events: events.length, firstBad: null });
  });

  it('holds no name, address or telephone number: a person can be forgotten and the chain stays whole', async () => {
    const [all] = await register.sql<{ text: string }>(
      `SELECT string_agg(event::text, ' ') AS text FROM event`,
    );
    expect(all!.text).not.toMatch(/Ada Signer|Olaf Officer|@|\+49/);
  });

  it.each(['app', 'public', 'owner'] as const)('cannot be changed as %s', async (role) => {
    const before = await register.sql('SELECT * FROM event ORDER BY seq');
    for (const statement of [
      `UPDATE event SET action = 'x'`,
      'DELETE FROM event',
      'TRUNCATE event',
      'UPDATE event SET seq = seq WHERE false',
    ]) {
      await expect(
        as(register.database.urls[role], (client) => client.query(statement)),
      ).rejects.toMatchObject({ code: '42501' });
    }
    expect(await register.sql('SELECT * FROM event ORDER BY seq')).toEqual(before);
  });

  it.each([
    [
      'a changed detail',
      [`UPDATE event SET details = details || '{"x": 1}' WHERE seq = 3`],
      '3',
      /content was changed/,
    ],
    [
      'a changed time',
      [`UPDATE event SET at = at + interval '1 millisecond' WHERE seq = 2`],
      '2',
      /content was changed/,
    ],
    [
      'another actor',
      [`UPDATE event SET actor_id = gen_random_uuid() WHERE seq = 4`],
      '4',
      /content was changed/,
    ],
    ['a missing event', [`DELETE FROM event WHERE seq = 3`], '4', /event 3 is missing/],
    [
      'a made-up event',
      [
        `INSERT INTO event SELECT 10000, at, actor_kind, actor_id, action, subject_kind, subject_id,
          details, hash, hash FROM event WHERE seq = 2`,
      ],
      '10000',
      /is missing/,
    ],
    [
      'two in another order',
      [
        `UPDATE event SET seq = 9999 WHERE seq = 2`,
        `UPDATE event SET seq = 2 WHERE seq = 3`,
        `UPDATE event SET seq = 3 WHERE seq = 9999`,
      ],
      '2',
      /does not continue/,
    ],
  ] as [string, string[], string, RegExp][])(
    '%s is found, and the first bad event named',
    async (_, statements, seq, reason) => {
      expect((await tampered(...statements)).firstBad).toMatchObject({
        seq,
        reason: expect.stringMatching(reason) as string,
      });
      expect((await verify()).firstBad).toBeNull();
    },
  );

  it('an end that was cut off is found by its head', async () => {
    const verdict = await tampered('DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)');
    expect(verdict.firstBad?.reason).toMatch(/^the trail ends at \d+, but its head says \d+$/);
  });

  describe('an event takes its place when its transaction commits', () => {
    const append = (client: pg.Client, action: string) =>
      client.query('INSERT INTO event_to_append (events) VALUES ($1)', [
        JSON.stringify([{ ...event, action, spelled: spelledWithoutPlace({ ...event, action }) }]),
      ]);
    const event = {
      actorKind: 'system' as const,
      actorId: null,
      subjectKind: 'register',
      subjectId: null,
      details: { note: 'é "%s" \u2028' },
    };
    const actions = async () =>
      (await register.sql<{ action: string }>('SELECT action FROM event ORDER BY seq')).map(
        ({ action }) => action,
      );

    it('so that nobody waits for another transaction’s work, and the chain is whole', async () => {
      const { app } = register.database.urls;
      await as(app, async (slow) => {
        await slow.query('BEGIN');
        await append(slow, 'test.slow');
        await as(app, (quick) => append(quick, 'test.quick'));
        await slow.query('COMMIT');
      });
      expect((await actions()).slice(-2)).toEqual(['test.quick', 'test.slow']);
      expect((await verify()).firstBad).toBeNull();
    });

    it('and one that is rolled back leaves nothing', async () => {
      const before = await actions();
      await as(register.database.urls.app, async (client) => {
        await client.query('BEGIN');
        await append(client, 'test.never');
        await client.query('ROLLBACK');
      });
      expect(await actions()).toEqual(before);
      expect(await register.sql('SELECT * FROM event_to_append')).toEqual([]);
    });

    it('also where fifty commit at once', async () => {
      const before = (await actions()).length;
      await Promise.all(
        Array.from({ length: 50 }, () =>
          as(register.database.urls.app, (client) => append(client, 'test.race')),
        ),
      );
      expect((await actions()).slice(before)).toEqual(Array<string>(50).fill('test.race'));
      expect(await verify()).toMatchObject({ events: before + 50, firstBad: null });
    });
  });
});
