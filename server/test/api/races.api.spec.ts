import { verifyEvents } from '../../src/platform/events/verify-events.js';
import { limits } from '../../src/platform/config/limits.js';
import { Client } from 'pg';
import type { SectionName } from '../../../contract/sections.js';
import type { ApplicantSubmissionDto } from '../../src/joining/submissions/submissions.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { eventually } from '../support/eventually.js';

let register: TestApp;
let reviewer: Colleague;
beforeAll(async () => {
  register = await startApp();
  reviewer = await Colleague.signsIn(register, 'reviewer');
});
afterAll(() => register.close());

const times = (count: number) => Array.from({ length: count }, (_, index) => index);
const tally = (responses: { status: number }[]) => {
  const counts: Record<number, number> = {};
  for (const { status } of responses) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
};

async function chainHolds(): Promise<void> {
  const client = new Client({ connectionString: register.database.urls.owner });
  await client.connect();
  expect((await verifyEvents(client)).firstBad).toBeNull();
  await client.end();
}

describe('TR6 the first one wins; there is one record', () => {
  it('fifty approvals of one case at once make one signatory, one decision, one mail and one event', async () => {
    const town = await Applicant.endorses(register);
    const found = await reviewer.findsCase(town.reference);
    await reviewer.opensDocuments(found);
    const answers = await Promise.all(
      times(50).map(() => reviewer.decides(found, { verdict: 'approve' })),
    );
    expect(tally(answers)).toEqual({ 200: 1, 409: 49 });
    for (const [table, column] of [
      ['signatory', 'endorsement_id'],
      ['decision', 'submission_id'],
    ]) {
      expect(
        await register.sql(`SELECT 1 FROM ${table} WHERE ${column} = $1`, [found.id]),
      ).toHaveLength(1);
    }
    expect(
      await register.sql(
        `SELECT 1 FROM outbox WHERE submission_id = $1 AND template = 'approved'`,
        [found.id],
      ),
    ).toHaveLength(1);
    expect(
      await register.sql(
        `SELECT 1 FROM event WHERE subject_id = $1 AND action = 'submission.approve'`,
        [found.id],
      ),
    ).toHaveLength(1);
    await chainHolds();
  });

  it('fifty endorsements of one authority, approved at once, make one signatory; the others still wait', async () => {
    const there = { countryCode: 'SK', region: 'Spiš' };
    const place = { latitude: '49.03', longitude: 20.59 };
    const names = ['Levoča', 'LEVOČA', 'Levoca', 'Mesto Levoča', 'Obec Levoča'];
    const endorse = (index: number) =>
      Applicant.endorses(register, {
        authority: {
          nameOfficial: names[index % names.length],
          ...there,
          confirmed: names.map((name) => `askName:${name}`),
        },
        place,
      });
    const towns: Applicant[] = [];
    // No more files of one network may wait to be read.
    const size = limits.filesWaitingPerNetwork;
    while (towns.length < 50) {
      const group = times(50).slice(towns.length, towns.length + size);
      towns.push(...(await Promise.all(group.map(endorse))));
      // More than thirty from one network in an hour would require a proof of work.
      await register.forgetLimits();
    }
    const cases = await Promise.all(
      towns.map(async ({ reference }) => reviewer.findsCase(reference)),
    );
    await Promise.all(cases.map((found) => reviewer.opensDocuments(found)));
    const answers = await Promise.all(
      cases.map((found) =>
        reviewer.decides(found, { verdict: 'approve', duplicatesCompared: true }),
      ),
    );
    expect(tally(answers)).toEqual({ 200: 1, 409: 49 });
    const states = await register.sql(
      `SELECT state, count(*)::int FROM submission WHERE id = ANY($1) GROUP BY state
        ORDER BY state`,
      [cases.map(({ id }) => id)],
    );
    expect(states).toEqual([
      { state: 'approved', count: 1 },
      { state: 'waiting', count: 49 },
    ]);
    expect(await register.sql(`SELECT 1 FROM authority WHERE country_code = 'SK'`)).toHaveLength(1);
    expect(
      await register.sql(
        `SELECT 1 FROM signatory JOIN authority a ON a.id = authority_id WHERE country_code = 'SK'`,
      ),
    ).toHaveLength(1);
    await chainHolds();
  }, 60_000);

  it('second towns of one name, approved at once, are one where nothing tells them apart', async () => {
    await register.forgetLimits();
    const endorse = (latitude: string) =>
      Applicant.endorses(register, {
        authority: { nameOfficial: 'Lipany', countryCode: 'SK', region: 'Šariš' },
        place: { latitude, longitude: 20.96 },
      });
    await reviewer.approves((await endorse('49.15')).reference);
    // Far from the first, but within five kilometres of each other.
    const seconds = ['49.30', '49.31', '49.32', '49.33'];
    const cases = [];
    for (const latitude of seconds)
      cases.push(await reviewer.findsCase((await endorse(latitude)).reference));
    for (const found of cases) await reviewer.opensDocuments(found);
    const answers = await Promise.all(
      cases.map((found) =>
        reviewer.decides(found, { verdict: 'approve', duplicatesCompared: true }),
      ),
    );
    expect(tally(answers)).toEqual({ 200: 1, 409: 3 });
    expect(await register.sql(`SELECT 1 FROM authority WHERE region = 'Šariš'`)).toHaveLength(2);
  });

  it('sending twenty times at once sends once, and mails once', async () => {
    await register.forgetLimits();
    const town = await Applicant.begins(register);
    await town.fillsIn();
    await town.uploads();
    const answers = await Promise.all(
      times(20).map(() => town.browser.post('/api/v1/submission/sending')),
    );
    expect(tally(answers)).toEqual({ 200: 20 });
    await register.drain();
    expect(register.mailbox.of(town.email)).toHaveLength(1);
    expect(
      await register.sql(
        `SELECT 1 FROM event JOIN submission s ON s.id = subject_id WHERE reference = $1
          AND action = 'submission.submit'`,
        [town.reference],
      ),
    ).toHaveLength(1);
  });

  it('TR6 saving every section at once keeps all of them, and unfinished input in another tab', async () => {
    const town = await Applicant.begins(register);
    const seen = town.version;
    const sections = Object.entries(town.endorsement) as [SectionName, object][];
    const saved = await Promise.all([
      town.browser
        .put('/api/v1/submission/sections/declaration/typed')
        .send({ accepted: 'perhaps' }),
      ...sections
        .filter(([section]) => section !== 'declaration')
        .map(([section, value]) => town.saves(section, value, seen)),
    ]);
    expect(tally(saved)).toEqual({ 200: sections.length - 1, 204: 1 });
    const { body } = await town.browser.get('/api/v1/submission').expect(200);
    expect(Object.keys((body as ApplicantSubmissionDto).answers).sort()).toEqual(
      sections
        .map(([section]) => section)
        .filter((section) => section !== 'declaration')
        .sort(),
    );
    expect(body).toMatchObject({
      version: seen + sections.length - 1,
      typed: { declaration: { accepted: 'perhaps' } },
    });
  });

  it('TR8 a save during sending is too late, and changes nothing', async () => {
    const town = await Applicant.begins(register);
    await town.fillsIn();
    const client = new Client({ connectionString: register.database.urls.owner });
    await client.connect();
    await client.query('BEGIN');
    await client.query(
      `UPDATE submission SET state = 'unconfirmed', version = version + 1 WHERE reference = $1`,
      [town.reference],
    );
    const saving = town.saves('signer', { ...town.endorsement.signer, office: 'Deputy' });
    await eventually(async () =>
      expect(
        await register.sql(
          `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'
            AND query LIKE 'UPDATE submission%'`,
        ),
      ).toHaveLength(1),
    );
    await client.query('COMMIT');
    await client.end();
    expect((await saving).status).toBe(409);
    const { body } = await town.browser.get('/api/v1/submission').expect(200);
    expect(body).toMatchObject({
      version: town.version + 1,
      answers: { signer: town.endorsement.signer },
    });
  });

  it('publishing twenty times at once publishes once and raises the version once', async () => {
    await register.forgetLimits();
    const publisher = await Colleague.signsIn(register, 'publisher');
    const { signatory } = await reviewer.approves((await Applicant.endorses(register)).reference);
    const version = async () =>
      Number((await register.sql<{ version: string }>('SELECT version FROM register'))[0]!.version);
    const before = await version();
    expect(
      tally(await Promise.all(times(20).map(() => publisher.changes(signatory!, 'publish')))),
    ).toEqual({ 200: 1, 409: 19 });
    expect(await version()).toBe(before + 1);
  });

  it('U18 a search waits for a case that another search is making findable', async () => {
    await register.forgetLimits();
    const town = await Applicant.endorses(register, {
      authority: { nameOfficial: 'Банська Штявниця' },
    });
    const client = new Client({ connectionString: register.database.urls.owner });
    await client.connect();
    await client.query('BEGIN');
    const { rows } = await client.query<{ text: string | null }>(
      `SELECT search_text AS text FROM submission WHERE reference = $1 FOR UPDATE`,
      [town.reference],
    );
    expect(rows).toEqual([{ text: null }]);
    const found = Promise.all(
      times(5).map(() => reviewer.queue(`show=waiting&q=${town.reference}`)),
    );
    await client.query(`UPDATE submission SET search_text = $2 WHERE reference = $1`, [
      town.reference,
      ` banska stiavnica ${town.reference.toLowerCase()}`,
    ]);
    setTimeout(() => void client.query('COMMIT').then(() => client.end()), 300);
    expect((await found).map(({ items }) => items.length)).toEqual([1, 1, 1, 1, 1]);
  });

  it('at most five documents, also when twenty are sent at once', async () => {
    await register.forgetLimits();
    const town = await Applicant.begins(register);
    const answers = await Promise.all(
      times(20).map((index) => town.sendsFile(signedPact(String(index)))),
    );
    expect(tally(answers)).toEqual({ 201: 5, 409: 15 });
    expect((await town.looks()).documents).toHaveLength(5);
  });
});
