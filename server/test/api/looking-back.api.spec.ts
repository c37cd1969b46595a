import pg from 'pg';
import type { DashboardDto } from '../../src/workbench/figures/dashboard.dto.js';
import type { AnnualReportDto } from '../../src/workbench/figures/report.dto.js';
import type { MailDto, MailListDto } from '../../src/workbench/mail-status/mail-status.dto.js';
import type { TrailDto, VerifiedDto } from '../../src/workbench/trail/trail.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import { dayFromToday } from '../support/days.js';

let register: TestApp;
let staff: Colleague;
let administrator: Colleague;
let town: Applicant;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  administrator = await Colleague.signsIn(register, 'administrator');
  town = await Applicant.endorses(register);
  await staff.approvesAndPublishes(town.reference);
  const refused = await Applicant.endorses(register);
  await staff.decides(await staff.findsCase(refused.reference), {
    verdict: 'reject',
    reason: 'A test',
  });
  await Applicant.endorses(register);
});
afterAll(() => register.close());

const get = async <Body>(who: Colleague, path: string): Promise<Body> =>
  (await who.browser.get(`/api/v1/staff/${path}`).expect(200)).body as Body;

describe('the figures of the day', () => {
  it('tell the median and the ninetieth percentile of the time to the first decision', async () => {
    await register.sql(
      `UPDATE submission SET confirmed_at = confirmed_at - interval '4 days'
        WHERE state = 'approved'`,
    );
    await register.sql(
      `UPDATE submission SET confirmed_at = confirmed_at - interval '10 days'
        WHERE state = 'rejected'`,
    );
    const { decisionTime, decisionTimeBefore } = await get<DashboardDto>(staff, 'figures');
    expect(decisionTime).toMatchObject({ decisions: 2, median: 7, ninetieth: 9.4 });
    expect(decisionTimeBefore).toMatchObject({ decisions: 0, median: null, ninetieth: null });
  });

  it('of a year are shown beside those of the year before', async () => {
    const year = new Date().getUTCFullYear();
    const [participants] = await register.sql<{ count: number }>(
      `SELECT count(*)::int FROM signatory WHERE state IN ('published', 'on_hold') AND NOT demo`,
    );
    const report = await get<AnnualReportDto>(staff, `reports/${year}`);
    expect(report.figures).toMatchObject({
      year,
      signatories: participants!.count,
      approved: 1,
      rejected: 1,
      received: 3,
    });
    expect(report.figures.joined - report.figures.withdrawn).toBe(
      report.figures.signatories - report.before.signatories,
    );
    const { countries, kinds, years, now } = report.breakdown;
    const sum = (rows: { signatories: number }[]) =>
      rows.reduce((all, { signatories }) => all + signatories, 0);
    const { signatories, joined } = report.figures;
    expect([sum(countries), sum(kinds)]).toEqual([signatories, signatories]);
    expect(countries).toHaveLength(report.figures.countries);
    expect(years.at(-1)).toEqual({ year, signatories, joined });
    const pledging = Math.max(...now!.pillars.map((pillar) => pillar.signatories));
    expect(pledging).toBeGreaterThan(0);
    expect(sum(now!.reporting)).toBeGreaterThanOrEqual(pledging);
    expect(sum(now!.reporting)).toBeLessThanOrEqual(signatories);
    expect(now!.pillars.map(({ pillar }) => pillar)).toContain('participation');
    expect(report.joined.map(({ nameEn }) => nameEn)).toContain(town.town);
    for (const wrong of [year + 1, 1999])
      expectProblem(await staff.browser.get(`/api/v1/staff/reports/${wrong}`), 404);
  });
});

describe('U18 the audit trail in the screen', () => {
  const trail = (query = '') => get<TrailDto>(administrator, `events?${query}`);

  it('is searched by actor, action, subject and time, and paged without a gap', async () => {
    const whole = await trail();
    expect(BigInt(whole.items[0]!.seq) > BigInt(whole.items.at(-1)!.seq)).toBe(true);
    const ofTown = await trail(`subject=${town.reference}`);
    expect(ofTown.items.map(({ action }) => action)).toEqual([
      'signatory.publish',
      'submission.approve',
      'document.view',
      'submission.confirm',
      'submission.submit',
      'document.add',
    ]);
    expect(ofTown.items[0]).toMatchObject({ actorName: staff.name, subjectKind: 'signatory' });
    expect((await trail('action=signatory')).items.map(({ action }) => action)).toEqual([
      'signatory.publish',
    ]);
    expect((await trail(`actor=${staff.id}&action=submission.reject`)).items).toHaveLength(1);
    expect((await trail('actorKind=system&from=2020-01-01&to=2020-12-31')).items).toEqual([]);
    const today = dayFromToday();
    expect((await trail(`from=${today}&to=${today}`)).items.length).toBeGreaterThan(10);
    const rest = await trail(`before=${whole.items[2]!.seq}`);
    expect(rest.items[0]!.seq).toBe(whole.items[3]!.seq);
    expect((await get<{ actions: string[] }>(administrator, 'events/words')).actions).toEqual(
      (
        await register.sql<{ action: string }>('SELECT DISTINCT action FROM event ORDER BY action')
      ).map(({ action }) => action),
    );
  });

  it('is exported as CSV, and the export is the newest event', async () => {
    const csv = (
      await administrator.browser.get('/api/v1/staff/events.csv?action=submission').expect(200)
    ).text;
    expect(csv.startsWith('\uFEFF')).toBe(true);
    const lines = csv.trim().split('\r\n');
    expect(lines[0]).toBe(
      'seq,at,actor_kind,actor_id,actor,action,subject_kind,subject_id,subject,details,hash',
    );
    const [count] = await register.sql<{ count: number }>(
      `SELECT count(*)::int FROM event WHERE action LIKE 'submission.%'`,
    );
    expect(lines).toHaveLength(count!.count + 1);
    expect((await trail()).items[0]).toMatchObject({
      action: 'trail.export',
      actorName: administrator.name,
      details: { filter: ['action'] },
    });
  });

  it('TR11 is verified step by step, and the first bad event is named', async () => {
    const verify = async (): Promise<VerifiedDto> =>
      (await administrator.browser.post('/api/v1/staff/events/verification').send({}).expect(200))
        .body as VerifiedDto;
    const whole = await verify();
    expect(whole).toMatchObject({ ended: true, firstBad: null, seq: whole.head });
    expect((await trail()).items[0]).toMatchObject({
      action: 'trail.verify',
      details: { whole: true },
    });
    // The next step continues where the previous one ended.
    const next = await administrator.browser
      .post('/api/v1/staff/events/verification')
      .send({ seq: whole.seq, hash: whole.hash })
      .expect(200);
    expect(next.body).toMatchObject({ ended: true, firstBad: null });
    const owner = new pg.Client({ connectionString: register.database.urls.owner });
    await owner.connect();
    await owner.query('ALTER TABLE event DISABLE TRIGGER event_is_append_only');
    await owner.query(`UPDATE event SET details = details || '{"x": 1}' WHERE seq = 3`);
    expect((await verify()).firstBad).toEqual({ seq: '3', reason: 'its content was changed' });
    await owner.query(`UPDATE event SET details = details - 'x' WHERE seq = 3`);
    await owner.query('ALTER TABLE event ENABLE TRIGGER event_is_append_only');
    await owner.end();
    expect((await verify()).firstBad).toBeNull();
  });

  it.each(['events', 'events/words', 'events.csv'])('%s is for administrators', async (path) => {
    expectProblem(
      await changesNothing(register, () => staff.browser.get(`/api/v1/staff/${path}`)),
      403,
      'not-allowed',
    );
  });

  it('S03 words of a stranger in a filter stay words', async () => {
    for (const query of ["subject='; DROP TABLE event; --", 'subject=%00', 'subject=a%0d%0ab'])
      await administrator.browser.get(`/api/v1/staff/events?${encodeURI(query)}`);
    expectProblem(await administrator.browser.get('/api/v1/staff/events?action=x%27--'), 422);
    expectProblem(await administrator.browser.get('/api/v1/staff/events?from=2026-02-31'), 422);
  });
});

describe('RL6 U20 mails that failed', () => {
  it('are seen, marked at their case, sent again by hand, and the hand is an event', async () => {
    const applicant = await Applicant.endorses(register);
    register.mailbox.refuseWith = 550;
    await register.drain();
    register.mailbox.refuseWith = undefined;
    const { items, counts } = await get<MailListDto>(
      staff,
      `mails?state=dead&q=${encodeURIComponent(applicant.email)}`,
    );
    expect(counts.dead).toBeGreaterThan(1);
    const failed = items.find(({ template }) => template === 'submission_confirmed')!;
    expect(failed).toMatchObject({
      recipient: applicant.email,
      lastError: '550',
      reference: applicant.reference,
    });
    expect((await get<DashboardDto>(staff, 'figures')).mails.dead).toBe(counts.dead);
    const found = await staff.findsCase(applicant.reference);
    expect(
      (await get<MailDto[]>(staff, `submissions/${found.id}/mails`)).map(({ state }) => state),
    ).toContain('dead');

    const resend = (id: string) => staff.browser.post(`/api/v1/staff/mails/${id}/resending`);
    await resend(failed.id).expect(204);
    expectProblem(await changesNothing(register, () => resend(failed.id)), 409, 'wrong-state');
    await register.drain();
    expect(register.mailbox.newest(applicant.email, /received/).text).toContain(
      applicant.reference,
    );
    const [event] = await register.sql<{ actor_id: string }>(
      `SELECT actor_id FROM event WHERE action = 'mail.resend' AND subject_id = $1`,
      [found.id],
    );
    expect(event!.actor_id).toBe(staff.id);
    // The address is already proven, so the link of that mail no longer works.
    const used = items.find(({ template }) => template === 'confirm_email')!;
    expectProblem(await changesNothing(register, () => resend(used.id)), 409, 'mail-link-expired');
  });

  it('of the newsletter tell only administrators who reads it', async () => {
    await register.anonymous
      .post('/en/newsletter')
      .type('form')
      .send({ email: 'secret@reader.example' })
      .expect(200);
    const reader = (list: MailListDto) =>
      list.items.find(({ template }) => template === 'newsletter_confirm');
    expect(reader(await get<MailListDto>(staff, 'mails'))).toMatchObject({ recipient: null });
    expect((await get<MailListDto>(staff, 'mails?q=secret')).items).toEqual([]);
    expect(reader(await get<MailListDto>(administrator, 'mails?q=secret'))).toMatchObject({
      recipient: 'secret@reader.example',
    });
  });
});
