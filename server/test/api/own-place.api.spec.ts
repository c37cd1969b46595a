import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import type { SignatoryDto } from '../../src/site/public/public.dto.js';
import type { ApplicantSubmissionDto } from '../../src/joining/submissions/submissions.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { tokenIn } from '../support/mailbox.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

/** A published town, with its contact signed in. */
async function joined(
  language: 'en' | 'fr' = 'en',
): Promise<{ town: Applicant; id: string; publicId: string; version: number }> {
  const town = await Applicant.endorses(register, {}, language);
  return { town, ...(await staff.approvesAndPublishes(town.reference)) };
}

const begins = async (town: Applicant, kind: string) =>
  (await town.browser.post('/api/v1/submission/follow-ups').send({ kind }).expect(201))
    .body as ApplicantSubmissionDto;

const saves = (town: Applicant, section: string, value: object, version = 9) =>
  town.browser
    .put(`/api/v1/submission/sections/${section}`)
    .set('If-Match', `"${version}"`)
    .send(value);

async function sends(town: Applicant): Promise<ApplicantSubmissionDto> {
  await saves(town, 'declaration', { accepted: true }).expect(200);
  return (await town.browser.post('/api/v1/submission/sending').expect(200))
    .body as ApplicantSubmissionDto;
}

async function publicPage(publicId: string): Promise<SignatoryDto> {
  await register.hearsOfChanges();
  return (await register.anonymous.get(`/api/v1/signatories/${publicId}`).expect(200))
    .body as SignatoryDto;
}

describe('TR8 an authority proposes changes of its page', () => {
  it('the public text stays until staff approve the difference; pledges that stay keep what was reported of them', async () => {
    const { town, publicId } = await joined();
    const before = await publicPage(publicId);
    const draft = await begins(town, 'amendment');
    expect(draft).toMatchObject({
      kind: 'amendment',
      state: 'draft',
      answers: { authority: { nameOfficial: town.town } },
    });
    expect(draft.missing).toEqual(['declaration']);
    await saves(town, 'authority', {
      ...draft.answers['authority'],
      nameEn: 'Newname',
      website: 'https://new.example',
    }).expect(200);
    const prevention = draft.answers['prevention'] as { actions: { code: string }[] };
    const saved = await saves(town, 'prevention', {
      actions: [{ ...prevention.actions[0], targetYear: new Date().getUTCFullYear() + 5 }],
      ownWords: [{ text: 'A summer school' }],
    });
    expect(saved.status).toBe(200);
    const sent = await sends(town);
    expect(sent).toMatchObject({ state: 'waiting' });
    expect(await publicPage(publicId)).toEqual(before);

    const record = await staff.findsCase(sent.reference);
    expect(record.changes).toMatchObject({
      publicId,
      fields: [
        { field: 'nameEn', before: null, after: 'Newname' },
        { field: 'website', after: 'https://new.example' },
      ],
      reports: [],
    });
    expect(record.changes!.pledges.map(({ action, ownWords }) => action ?? ownWords)).toEqual([
      'prevention.training',
      'A summer school',
    ]);
    expect(
      (await staff.decides(record, { verdict: 'approve', duplicatesCompared: true })).status,
    ).toBe(200);
    const after = await publicPage(publicId);
    expect(after.names.en).toBe('Newname');
    expect(after.website).toBe('https://new.example');
    expect(after.pledges.map(({ ownWords }) => ownWords)).toContain('A summer school');
    expect(after.pledges).toHaveLength(before.pledges.length + 1);
    const [event] = await register.sql<{ details: object }>(
      `SELECT details FROM event WHERE action = 'submission.approve' AND details->>'kind' = 'amendment' ORDER BY seq DESC LIMIT 1`,
    );
    expect(event!.details).toMatchObject({ fields: ['nameEn', 'website'], pledges: 2 });
    await register.drain();
    expect(register.mailbox.newest(town.email, /Approved/).text).toContain(town.town);
  });

  it('a rejected one changes nothing, and another may follow; while one waits there is no second', async () => {
    const { town, publicId } = await joined();
    const before = await publicPage(publicId);
    await begins(town, 'amendment');
    const sent = await sends(town);
    await changesNothing(register, async () => {
      expectProblem(
        await town.browser.post('/api/v1/submission/follow-ups').send({ kind: 'amendment' }),
        409,
        'follow-up-waiting',
      );
      expectProblem(await saves(town, 'authority', { kind: 'region' }), 409, 'wrong-state');
    });
    const record = await staff.findsCase(sent.reference);
    expect((await staff.decides(record, { verdict: 'reject', reason: 'Not so.' })).status).toBe(
      200,
    );
    expect(await publicPage(publicId)).toEqual(before);
    expect((await begins(town, 'amendment')).reference).not.toBe(sent.reference);
  });

  it('it cannot take the name of another authority', async () => {
    const [first, second] = [await joined(), await joined()];
    const draft = await begins(second.town, 'amendment');
    const other = (await first.town.looks()).answers['authority'];
    await saves(second.town, 'authority', { ...draft.answers['authority'], ...other }).expect(200);
    const record = await staff.findsCase((await sends(second.town)).reference);
    expect(record.duplicates.map(({ publicId }) => publicId)).toContain(first.publicId);
    await changesNothing(register, async () => {
      expect(
        fieldsOf(expectProblem(await staff.decides(record, { verdict: 'approve' }), 422)),
      ).toEqual(['/duplicatesCompared isCompared']);
      expectProblem(
        await staff.decides(record, { verdict: 'approve', duplicatesCompared: true }),
        409,
        'authority-exists',
      );
    });
  });

  it('nobody proposes for an authority that is not public, or asks for what its form does not have', async () => {
    const waiting = await Applicant.endorses(register);
    const { town } = await joined();
    await changesNothing(register, async () => {
      expectProblem(
        await waiting.browser.post('/api/v1/submission/follow-ups').send({ kind: 'amendment' }),
        409,
        'not-published',
      );
      expectProblem(
        await town.browser.post('/api/v1/submission/follow-ups').send({ kind: 'endorsement' }),
        422,
      );
    });
    await begins(town, 'progress');
    await changesNothing(register, async () => {
      expectProblem(await saves(town, 'contact', { name: 'X', email: 'x@y.example' }), 404);
      expectProblem(
        await saves(town, 'decision', { body: 'council', decidedOn: '2020-01-01' }),
        404,
      );
    });
  });
});

describe('progress of pledges', () => {
  it('is reported, approved, and shown; dropping asks for the reason', async () => {
    const { town, publicId } = await joined('fr');
    await begins(town, 'progress');
    const pledges = await register.sql<{ id: string; action: string | null }>(
      `SELECT p.id, p.action_code AS action FROM pledge p JOIN signatory s ON s.id = p.signatory_id WHERE s.public_id = $1 ORDER BY position`,
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
      reportedOn: today(),
    });
    await register.drain();
    expect(register.mailbox.newest(town.email, /Approuvé/)).toBeDefined();
  });

  it('S27 another authority’s pledge is out of reach', async () => {
    const [mine, other] = [await joined(), await joined()];
    await begins(mine.town, 'progress');
    const [theirs] = await register.sql<{ id: string }>(
      `SELECT p.id FROM pledge p JOIN signatory s ON s.id = p.signatory_id WHERE s.public_id = $1 LIMIT 1`,
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

  it('is asked for once a year, not of those who told it, and once only by several instances', async () => {
    const [silent, telling] = [await joined(), await joined()];
    await register.sql(
      `UPDATE signatory SET published_at = now() - interval '366 days' WHERE public_id = ANY($1)`,
      [[silent.publicId, telling.publicId]],
    );
    await begins(telling.town, 'progress');
    const [pledge] = await register.sql<{ id: string }>(
      `SELECT p.id FROM pledge p JOIN signatory s ON s.id = p.signatory_id WHERE s.public_id = $1 LIMIT 1`,
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
      register.mailbox.of(email).filter(({ subject }) => subject.startsWith('How do the pledges'));
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

  it('is public after approval with nothing but what was written for the public', async () => {
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
  });
});

describe('hand-over to a new contact', () => {
  it('nothing changes until the new one agrees; then the old one is out, and both were told', async () => {
    const { town } = await joined();
    await begins(town, 'practice');
    await town.browser
      .post('/api/v1/submission/hand-overs')
      .send({ name: 'Nadia New', email: 'Nadia@New.example' })
      .expect(202);
    await register.drain();
    expect(register.mailbox.newest(town.email, /handing over/).text).toContain('Nadia New');
    expect((await town.looks()).reference).toBeDefined();
    const token = tokenIn(register.mailbox.newest('nadia@new.example', /Become the contact/));
    await changesNothing(register, async () => {
      await register.anonymous.get(`/en/hand-over?token=${token}`).expect(200);
      expectProblem(await register.anonymous.post('/api/v1/case-sessions').send({ token }), 410);
    });

    const nadia = register.browser();
    await nadia.post('/api/v1/hand-overs').send({ token }).expect(200);
    expectProblem(await town.browser.get('/api/v1/submission'), 401);
    const [row] = await register.sql<{ all: string }>(
      `SELECT string_agg(s::text, ' ') AS all FROM submission s WHERE reference = $1 OR parent_id = (SELECT id FROM submission WHERE reference = $1)`,
      [town.reference],
    );
    expect(row!.all).toContain('nadia@new.example');
    expect(row!.all).not.toContain(town.email);
    await register.drain();
    expect(register.mailbox.newest(town.email, /has changed/)).toBeDefined();
    expectProblem(await register.anonymous.post('/api/v1/hand-overs').send({ token }), 410);

    await register.anonymous
      .post('/api/v1/case-links')
      .send({ reference: town.reference, email: town.email })
      .expect(202);
    await register.anonymous
      .post('/api/v1/case-links')
      .send({ reference: town.reference, email: 'nadia@new.example' })
      .expect(202);
    await register.drain();
    expect(
      register.mailbox.of(town.email).some(({ subject }) => subject.includes('sign-in link')),
    ).toBe(false);
    expect(register.mailbox.newest('nadia@new.example', /sign-in link/)).toBeDefined();
  });

  it('a proven address changes in no other way', async () => {
    const town = await Applicant.endorses(register);
    const record = await staff.findsCase(town.reference);
    await staff.decides(record, { verdict: 'request_changes', reason: 'Please.' });
    const { version } = await town.looks();
    await changesNothing(register, async () => {
      const refused = await saves(
        town,
        'contact',
        { ...town.endorsement.contact, email: 'thief@elsewhere.example' },
        version,
      );
      expect(fieldsOf(expectProblem(refused, 422))).toEqual(['/email isProven']);
    });
  });
});

describe('PR3 PR4 PR9 the data of the persons in a case', () => {
  it('can be had as a copy, by its own contact only, without anything that opens a door', async () => {
    const [mine, other] = [await Applicant.endorses(register), await Applicant.endorses(register)];
    const copy = await mine.browser.get('/api/v1/submission/personal-data').expect(200);
    expect(copy.headers['cache-control']).toBe('no-store');
    expect(copy.text).toContain(mine.email);
    expect(copy.text).toContain('confirm_email');
    expect(copy.text).not.toContain(other.email);
    expect(copy.text).not.toMatch(/"hash"|tokenId|password/);
    const file = await mine.browser.get('/en/case/data.json').expect(200);
    expect(file.headers['content-disposition']).toBe(
      `attachment; filename="${mine.reference}.json"`,
    );
    await register.anonymous.get('/en/case/data.json').expect(303);
  });

  it('are erased where nothing stands on them, and are kept while something does', async () => {
    const { town } = await joined();
    const waiting = await Applicant.endorses(register);
    await changesNothing(register, async () => {
      expectProblem(await town.browser.post('/api/v1/submission/erasure'), 409, 'on-register');
      expectProblem(await waiting.browser.post('/api/v1/submission/erasure'), 409, 'with-staff');
    });
    await waiting.browser.post('/api/v1/submission/withdrawal').expect(204);
    await waiting.browser.post('/api/v1/submission/erasure').expect(204);
    expectProblem(await waiting.browser.get('/api/v1/submission'), 401);
    const everything = await register.sql<{ found: string }>(
      `SELECT 'submission' AS found FROM submission s WHERE s::text LIKE $1 UNION ALL SELECT 'outbox' FROM outbox o WHERE o::text LIKE $1
       UNION ALL SELECT 'event' FROM event e WHERE e::text LIKE $1 UNION ALL SELECT 'token' FROM submission_token t WHERE t::text LIKE $1`,
      [`%${waiting.email}%`],
    );
    expect(everything).toEqual([]);
    const draft = await Applicant.begins(register);
    await draft.saves('contact', draft.endorsement.contact);
    await draft.browser.post('/api/v1/submission/erasure').expect(204);
    expect(
      await register.sql(`SELECT state, contact_email FROM submission WHERE reference = $1`, [
        draft.reference,
      ]),
    ).toEqual([{ state: 'withdrawn', contact_email: null }]);
  });
});

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
