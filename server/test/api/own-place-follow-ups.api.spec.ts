import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { begins, joinedTown, saves, sends } from '../support/own-place.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import { publicPageOf } from '../support/public-page.js';
import { dayFromToday } from '../support/days.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const joined = (language?: 'en' | 'fr') => joinedTown(register, staff, language);
const publicPage = (publicId: string) => publicPageOf(register, publicId);

describe('progress of pledges', () => {
  it('is reported, approved, and shown; dropping asks for the reason', async () => {
    const { town, publicId } = await joined('fr');
    await begins(town, 'progress');
    const pledges = await register.sql<{ id: string; action: string | null }>(
      `SELECT p.id, p.action_code AS action FROM pledge p JOIN signatory s ON s.id = p.signatory_id
        WHERE s.public_id = $1 ORDER BY position`,
      [publicId],
    );
    const [training, helpline] = pledges;
    const refused = await saves(town, 'progress', {
      reports: [{ pledgeId: training!.id, progress: 'dropped' }],
    });
    expect(fieldsOf(expectProblem(refused, 422))).toEqual(['/reports/0/note isReasonGiven']);
    expectProblem(await saves(town, 'progress', { reports: [] }), 422);
    expectProblem(
      await saves(town, 'progress', {
        reports: [{ pledgeId: training!.id, progress: 'done', evidenceUrl: 'javascript:alert(1)' }],
      }),
      422,
    );
    await saves(town, 'progress', {
      reports: [
        {
          pledgeId: training!.id,
          progress: 'done',
          note: '240 trained',
          evidenceUrl: 'https://town.example/training',
        },
        { pledgeId: helpline!.id, progress: 'dropped', note: 'The region does it now.' },
      ],
    }).expect(200);
    const record = await staff.findsCase((await sends(town)).reference);
    expect(record.changes!.reports.map(({ before, after }) => `${before} → ${after}`)).toEqual([
      'planned → done',
      'planned → dropped',
    ]);
    expect((await staff.decides(record, { verdict: 'approve' })).status).toBe(200);
    const [first] = (await publicPage(publicId)).pledges;
    expect(first).toMatchObject({
      progress: 'done',
      progressNote: '240 trained',
      evidenceUrl: 'https://town.example/training',
      reportedOn: dayFromToday(),
    });
    await register.drain();
    expect(register.mailbox.newest(town.email, /Approuvé/)).toBeDefined();
  });

  it('S27 another authority’s pledge is out of reach', async () => {
    const [mine, other] = [await joined(), await joined()];
    await begins(mine.town, 'progress');
    const [theirs] = await register.sql<{ id: string }>(
      `SELECT p.id FROM pledge p JOIN signatory s ON s.id = p.signatory_id WHERE s.public_id = $1
        LIMIT 1`,
      [other.publicId],
    );
    await saves(mine.town, 'progress', {
      reports: [{ pledgeId: theirs!.id, progress: 'done' }],
    }).expect(200);
    const record = await staff.findsCase((await sends(mine.town)).reference);
    expect(record.changes!.reports).toEqual([]);
    const before = await publicPage(other.publicId);
    await staff.decides(record, { verdict: 'approve' });
    expect((await publicPage(other.publicId)).pledges).toEqual(before.pledges);
  });

  it('is requested once a year, not from those who have reported, and only once by several instances', async () => {
    const [silent, telling] = [await joined(), await joined()];
    await register.sql(
      `UPDATE signatory SET published_at = now() - interval '366 days' WHERE public_id = ANY($1)`,
      [[silent.publicId, telling.publicId]],
    );
    await begins(telling.town, 'progress');
    const [pledge] = await register.sql<{ id: string }>(
      `SELECT p.id FROM pledge p JOIN signatory s ON s.id = p.signatory_id WHERE s.public_id = $1
        LIMIT 1`,
      [telling.publicId],
    );
    await saves(telling.town, 'progress', {
      reports: [{ pledgeId: pledge!.id, progress: 'under_way' }],
    }).expect(200);
    await sends(telling.town);
    const jobs = register.app.get(JobsService);
    await Promise.all([jobs.runAll(), jobs.runAll()]);
    await jobs.runAll();
    await register.drain();
    const asked = (email: string) =>
      register.mailbox.of(email).filter(({ subject }) => subject.includes('progress report of'));
    expect(asked(silent.town.email)).toHaveLength(1);
    expect(asked(telling.town.email)).toHaveLength(0);
  });
});

describe('a good practice', () => {
  const practice = {
    title: 'A safe-sport charter',
    pillar: 'prevention',
    whatWasDone: 'Every club signed.',
    forWhom: 'Children in clubs',
    result: 'Fewer reports, sooner.',
    whomToAsk: 'Sports office, sport@town.example',
  };

  it('is public after approval, with only the text written for the public', async () => {
    const { town, publicId } = await joined();
    await begins(town, 'practice');
    await saves(town, 'practice', practice).expect(200);
    const sent = await sends(town);
    expect((await publicPage(publicId)).practices).toEqual([]);
    await staff.decides(await staff.findsCase(sent.reference), { verdict: 'approve' });
    const page = await publicPage(publicId);
    expect(page.practices).toMatchObject([{ ...practice, language: 'en', alsoIn: null }]);
    expect(JSON.stringify(page)).not.toContain(town.email);
    // Another one can be started at once.
    expect((await begins(town, 'practice')).reference).not.toBe(sent.reference);
  });
});

describe('leaving the Pact', () => {
  it('needs a publisher, and then the page says that it was a signatory', async () => {
    const { town, publicId } = await joined();
    await begins(town, 'withdrawal');
    await saves(town, 'leaving', { reason: 'The council decided so.' }).expect(200);
    const sent = await sends(town);
    await register.drain();
    const received = register.mailbox.newest(town.email, /^We have received: Leaving the Pact/);
    expect(received.subject).toContain(town.town);
    expect(received.text).toContain('The council decided so.');
    expect((await town.browser.get('/en/endorse/sent').expect(200)).text).toContain(
      'We have your request to leave the Pact',
    );
    const reviewer = await Colleague.signsIn(register, 'reviewer');
    const record = await reviewer.findsCase(sent.reference);
    await changesNothing(register, async () => {
      expectProblem(await reviewer.decides(record, { verdict: 'approve' }), 403);
    });
    expect((await staff.decides(record, { verdict: 'approve', reason: 'As asked.' })).status).toBe(
      200,
    );
    await register.hearsOfChanges();
    const gone = await register.anonymous.get(`/api/v1/signatories/${publicId}`).expect(410);
    expect(gone.text).not.toContain('The council decided so');
    const page = await register.anonymous.get(`/en/signatories/${publicId}`).expect(410);
    expect(page.text).toMatch(/a signatory of the Pact from 12 March 2026 until \d+ \w+ \d{4}/);
    await register.drain();
    const left = register.mailbox.newest(town.email, /has left the Pact$/);
    expect(left.text).toContain('The council decided so.');
    expect(left.text).toContain('As asked.');
  });
});
