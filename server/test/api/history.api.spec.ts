import type { SignatoryProfileDto } from '../../src/site/public/history.dto.js';
import type { ReportedPledgesDto } from '../../src/workbench/register-editing/pledges.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { edits, opensSignatory, restoresVersion, signatoriesPath } from '../support/editing.js';
import { tokenIn } from '../support/mailbox.js';
import { begins, saves, sends } from '../support/own-place.js';
import { expectProblem } from '../support/problems.js';
import { publicPageOf } from '../support/public-page.js';
import { wasAccepted } from '../support/reporting.js';

let register: TestApp;
let staff: Colleague;
let administrator: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  administrator = await Colleague.signsIn(register, 'administrator');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const profile = async (publicId: string) =>
  (await publicPageOf(register, publicId)) as SignatoryProfileDto;
const pageOf = async (publicId: string, language = 'en') => {
  const { slug } = await profile(publicId);
  return (await register.anonymous.get(`/${language}/signatories/${slug}`).expect(200)).text;
};

async function joins(language: 'en' | 'fr' = 'en') {
  const town = await Applicant.endorses(register, {}, language);
  return { town, ...(await staff.approvesAndPublishes(town.reference)) };
}

/** The town reports on its first pledge, and staff accept it. */
async function reports(town: Applicant, id: string, progress: string, note: string) {
  await begins(town, 'progress');
  const [pledge] = await register.sql<{ id: string }>(
    `SELECT id FROM pledge WHERE signatory_id = $1 ORDER BY position LIMIT 1`,
    [id],
  );
  const evidenceUrl = 'https://town.example/shown';
  const report = { pledgeId: pledge!.id, progress, note, evidenceUrl };
  await saves(town, 'progress', { reports: [report] }).expect(200);
  const found = await staff.findsCase((await sends(town)).reference);
  expect((await staff.decides(found, { verdict: 'approve' })).status).toBe(200);
}

const pledgesOf = async (id: string) =>
  (await staff.browser.get(`${signatoriesPath}/${id}/pledges`).expect(200))
    .body as ReportedPledgesDto;
const asks = async (method: 'put' | 'delete', id: string, path: string, body?: object) => {
  const { version } = (await pledgesOf(id)).signatory;
  return staff.browser[method](`${signatoriesPath}/${id}/${path}`)
    .set('If-Match', `"${version}"`)
    .send(body);
};

async function handsOver(town: Applicant): Promise<void> {
  const to = { name: 'Nadia New', email: 'nadia@new.example' };
  await town.browser.post('/api/v1/submission/hand-overs').send(to).expect(202);
  await register.drain();
  const token = tokenIn(register.mailbox.newest(to.email, /[Dd]evenir|Become the contact|contact/));
  await register.browser().post('/api/v1/hand-overs').send({ token }).expect(200);
}

async function reportedTwice() {
  const town = await joins('fr');
  await reports(town.town, town.id, 'under_way', 'Les premières formations ont eu lieu.');
  await wasAccepted(register, town.id, '2026-02-01');
  await reports(town.town, town.id, 'done', 'Tout le personnel est formé.');
  return town;
}

describe('O18 a report that was accepted stays in public', () => {
  it('with its state, its note in its language and its day, on the page, in the API and in the file', async () => {
    const { publicId } = await reportedTwice();
    const [pledge] = (await profile(publicId)).pledges;
    const shown = { evidenceUrl: 'https://town.example/shown', language: 'fr' };
    expect(pledge!.reports).toMatchObject([
      {
        ...shown,
        reportedOn: '2026-02-01',
        progress: 'under_way',
        note: 'Les premières formations ont eu lieu.',
      },
      {
        ...shown,
        reportedOn: dayFromToday(),
        progress: 'done',
        note: 'Tout le personnel est formé.',
      },
    ]);
    const page = await pageOf(publicId);
    expect(page).toContain('All reports on this pledge (2)');
    expect(page).toMatch(
      /<p class="preserve" lang="fr">Les premières formations ont eu lieu\.<\/p>/,
    );
    expect(page).toMatch(/lang="fr">\s*Tout le personnel est formé\./);
    const csv = (await register.anonymous.get('/api/v1/reports.csv').expect(200)).text;
    expect(csv).toContain('Les premières formations ont eu lieu.,fr,https://town.example/shown');
  });

  it('a note that staff correct on its day is corrected in the history as well', async () => {
    const { town, id, publicId } = await joins();
    await reports(town, id, 'under_way', 'Mr Nettlebeck has begun.');
    const opened = await opensSignatory(staff, id);
    const pledges = opened.content.pledges.map((pledge) => ({
      ...pledge,
      progressNote: pledge.progressNote && 'The youth office has begun.',
    }));
    expect((await edits(staff, opened, { pledges })).status).toBe(200);
    const [pledge] = (await profile(publicId)).pledges;
    expect(pledge!.reports).toMatchObject([
      { note: 'The youth office has begun.', language: null },
    ]);
  });

  it('a note that staff replace together with its state is no earlier report', async () => {
    const { town, id, publicId } = await joins();
    await reports(town, id, 'done', 'Mr Nettlebeck has trained all.');
    await wasAccepted(register, id, '2026-02-01');
    const opened = await opensSignatory(staff, id);
    const pledges = opened.content.pledges.map((pledge) =>
      pledge.progressNote
        ? { ...pledge, progress: 'under_way' as const, progressNote: 'The youth office began.' }
        : pledge,
    );
    expect((await edits(staff, opened, { pledges })).status).toBe(200);
    const [pledge] = (await profile(publicId)).pledges;
    expect(pledge!.reports).toMatchObject([
      { reportedOn: '2026-02-01', progress: 'done', note: null, language: null },
      { reportedOn: dayFromToday(), progress: 'under_way', note: 'The youth office began.' },
    ]);
    expect(pledge!.reports[0]!.evidenceUrl).toBe('https://town.example/shown');
    expect(await pageOf(publicId)).not.toContain('Nettlebeck');
  });

  it('words that staff remove are nowhere, and no restored version brings them back', async () => {
    const { id, publicId } = await reportedTwice();
    const [pledge] = (await pledgesOf(id)).pledges;
    const [, earlier] = pledge!.reports;
    const answer = await asks('delete', id, `reports/${earlier!.id}/words`);
    expect(answer.status).toBe(200);
    expect(await pageOf(publicId)).not.toContain('premières formations');
    for (const table of ['pledges', 'reports', 'signatories']) {
      const file = await register.anonymous.get(`/api/v1/${table}.json`).expect(200);
      const { items } = file.body as { items: { id: string; signatoryId?: string }[] };
      const ours = items.filter((line) => (line.signatoryId ?? line.id) === publicId);
      expect(ours.length).toBeGreaterThan(0);
      expect(JSON.stringify(ours)).not.toContain('premières formations');
    }
    const kept = await register.sql(
      `SELECT 1 FROM signatory_revision WHERE signatory_id = $1 AND content::text LIKE $2`,
      [id, '%premières formations%'],
    );
    expect(kept).toEqual([]);
    const restored = await restoresVersion(staff, await opensSignatory(staff, id), 2);
    expect(restored.status).toBe(200);
    const [now] = (await profile(publicId)).pledges;
    expect(now!.reports).toMatchObject([{ reportedOn: '2026-02-01', note: null }]);
    expectProblem(await asks('delete', id, `reports/${earlier!.id}/words`), 404);
  });

  it('PR11 an erased person also disappears from the text of earlier reports', async () => {
    const { town, id, publicId } = await joins();
    await reports(town, id, 'under_way', 'Ask Balthasar Kieselgrund of the youth office.');
    await wasAccepted(register, id, '2026-02-01');
    await reports(town, id, 'done', 'Everybody is trained.');
    expect(await pageOf(publicId)).toContain('Kieselgrund');
    const found = (
      await administrator.browser
        .post('/api/v1/staff/persons/search')
        .send({ name: 'Balthasar Kieselgrund' })
        .expect(200)
    ).body as { mentions: { kind: string; id: string }[] };
    expect(found.mentions.map(({ kind }) => kind)).toContain('pledge_report');
    await administrator.browser
      .post('/api/v1/staff/persons/mentions/erasure')
      .send({
        name: 'Balthasar Kieselgrund',
        mentions: found.mentions.map(({ kind, id: row }) => ({ kind, id: row })),
      })
      .expect(200);
    expect(await pageOf(publicId)).not.toContain('Kieselgrund');
  });
});

describe('O18 the history of a signatory', () => {
  it('lists the newest events first, and names nobody', async () => {
    const { town, id, publicId } = await reportedTwice();
    const { version } = await opensSignatory(staff, id);
    expect((await staff.changes({ id, version }, 'withdraw', 'By Ms Secretary.')).status).toBe(200);
    const left = await opensSignatory(staff, id);
    const back = await staff.changes({ id, version: left.version }, 'restore', 'A mistake.');
    expect(back.status).toBe(200);
    await handsOver(town);
    const { history, signedOn } = await profile(publicId);
    expect(history.map(({ day, kind, reason, pledges }) => [day, kind, reason, pledges])).toEqual(
      expect.arrayContaining([
        [dayFromToday(), 'handed_over', null, null],
        [dayFromToday(), 'restored', 'other', null],
        [dayFromToday(), 'withdrawn', 'other', null],
        [dayFromToday(), 'reported', null, 1],
        ['2026-02-01', 'reported', null, 1],
        [dayFromToday(), 'published', null, null],
        [signedOn, 'joined', null, null],
      ]),
    );
    expect(history.map(({ day }) => day)).toEqual(
      history
        .map(({ day }) => day)
        .sort()
        .reverse(),
    );
    const page = await pageOf(publicId);
    expect(page).toContain('The authority has a new contact');
    expect(page).toContain('<details');
    for (const private_ of [town.email, 'Nadia', 'Ms Secretary', 'A mistake.'])
      expect(JSON.stringify(history) + page).not.toContain(private_);
    expect(await pageOf(publicId, 'fr')).toContain('Historique');
  });
});

describe('O18 a pledge that is done may be marked as seen by the Congress', () => {
  it('once, with its day in public and its reason for colleagues; the mark goes with another state', async () => {
    const { town, id, publicId } = await reportedTwice();
    const [done, other] = (await pledgesOf(id)).pledges;
    const reason = { reason: 'Visited by Ms Secretary in person' };
    expectProblem(await asks('put', id, `pledges/${other!.id}/seen`, reason), 409, 'wrong-state');
    expectProblem(await asks('put', id, `pledges/${done!.id}/seen`, { reason: ' ' }), 422);
    expect((await asks('put', id, `pledges/${done!.id}/seen`, reason)).status).toBe(200);
    const again = await asks('put', id, `pledges/${done!.id}/seen`, reason);
    expectProblem(again, 409, 'nothing-changed');
    expect((await profile(publicId)).pledges[0]).toMatchObject({ seenOn: dayFromToday() });
    expect(await pageOf(publicId)).toContain('Seen by the Congress on');
    const csv = (await register.anonymous.get('/api/v1/pledges.csv').expect(200)).text;
    expect(csv).toMatch(new RegExp(`${done!.id}.*,false,${dayFromToday()}`));
    expect(csv + (await pageOf(publicId))).not.toContain('Ms Secretary');

    await wasAccepted(register, id, '2026-03-01');
    await register.sql(
      `UPDATE pledge_seen SET reported_on = '2026-03-01' WHERE signatory_id = $1`,
      [id],
    );
    await reports(town, id, 'under_way', 'Il faut recommencer.');
    expect((await profile(publicId)).pledges[0]).toMatchObject({ seenOn: null });
    await wasAccepted(register, id, '2026-04-01');
    await reports(town, id, 'done', 'Fait.');
    expect((await profile(publicId)).pledges[0]).toMatchObject({ seenOn: null });
  });

  it('and does not come back when work begins anew on the day of the mark', async () => {
    const { town, id, publicId } = await reportedTwice();
    const seenOn = async () => (await profile(publicId)).pledges[0]!.seenOn;
    const [done] = (await pledgesOf(id)).pledges;
    const reason = { reason: 'Seen on site' };
    expect((await asks('put', id, `pledges/${done!.id}/seen`, reason)).status).toBe(200);
    const found = await opensSignatory(staff, id);
    const again = (progress: 'under_way' | 'done', opened: typeof found) =>
      edits(staff, opened, {
        pledges: opened.content.pledges.map((one) =>
          one.id === done!.id ? { ...one, progress } : one,
        ),
      });
    expect((await again('under_way', found)).status).toBe(200);
    expect(await seenOn()).toBeNull();
    await reports(town, id, 'done', 'Fait.');
    expect(await seenOn()).toBeNull();
    expect((await asks('put', id, `pledges/${done!.id}/seen`, reason)).status).toBe(200);
    expect(await seenOn()).toBe(dayFromToday());
  });

  it('and one colleague takes the mark away at once', async () => {
    const { id, publicId } = await reportedTwice();
    const [done] = (await pledgesOf(id)).pledges;
    const path = `pledges/${done!.id}/seen`;
    expect((await asks('put', id, path, { reason: 'Seen on site' })).status).toBe(200);
    expect((await pledgesOf(id)).pledges[0]!.seen).toMatchObject({ reason: 'Seen on site' });
    expect((await asks('delete', id, path)).status).toBe(200);
    expect((await profile(publicId)).pledges[0]).toMatchObject({ seenOn: null });
    expectProblem(await asks('delete', id, path), 404);
  });
});
