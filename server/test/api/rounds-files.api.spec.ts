import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { keptFiles } from '../../src/platform/documents/kept-files.js';
import type { Agent, TestApp } from '../support/app.js';
import { startApp } from '../support/app.js';
import type { Applicant } from '../support/applicant.js';
import { minutes, virus } from '../support/attachments.js';
import { Clamd } from '../support/clamd.js';
import { bytes, Colleague } from '../support/colleague.js';
import { signedPact } from '../support/endorsement.js';
import { joins } from '../support/mailings.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import { filesOf, filesOnDisk, plan, sends, withFiles } from '../support/round-files.js';
import {
  content,
  drafted,
  keptAnswers,
  opened,
  opens,
  resultsOf,
  roundsPath,
  saves,
  seenBy,
  steps,
  takes,
} from '../support/rounds.js';

let register: TestApp;
let clamd: Clamd;
let anna: Colleague;
type Town = Applicant & { signatoryId: string };
let town: Town;
let other: Town;
beforeAll(async () => {
  clamd = await Clamd.open();
  register = await startApp({ settings: { CLAMD_URL: clamd.url } });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  town = await joins(register, anna, 'en');
  other = await joins(register, anna, 'fr');
});
afterAll(async () => {
  await register.close();
  await clamd.close();
});
beforeEach(() => register.forgetLimits());

const staffFile = (by: Colleague, id: string, file: string) =>
  by.browser.get(`${roundsPath}/${id}/files/${file}`).buffer(true).parse(bytes);
const ownFile = (browser: Agent, id: string, file: string) =>
  browser.get(`/en/case/rounds/${id}/files/${file}`).buffer(true).parse(bytes);

describe('a question for a file', () => {
  it('is answered with one document, which staff open and nobody else', async () => {
    const { id } = await opened(anna, withFiles);
    const form = (await town.browser.get(`/en/case/rounds/${id}`).expect(200)).text;
    expect(form).toContain('enctype="multipart/form-data"');
    expect(form).toContain('It is never published.');
    expect(form).toMatch(/Is there a contact person\?[^]*The plan[^]*A picture/);
    const sent = await sends(town.browser, id, { 'answers.0': '1', 'answers.1': plan }).expect(200);
    expect(sent.text).toContain('The answers have been saved.');
    expect(sent.text).toContain('plan.pdf');

    const { questions } = await resultsOf(anna, id);
    expect(questions.map(({ kind }) => kind)).toEqual(['choice', 'file', 'file']);
    const { file } = questions[1]!.files[0]!;
    expect(questions[1]).toMatchObject({
      textsCount: 1,
      files: [{ signatoryId: town.signatoryId, file: { fileName: 'plan.pdf', scan: 'clean' } }],
    });
    expect(questions[2]).toMatchObject({ textsCount: 0, files: [] });
    const got = await staffFile(anna, id, file.id).expect(200);
    expect(got.body).toEqual(minutes);
    expect(got.headers['content-disposition']).toMatch(/^attachment; /);
    const views = `SELECT 1 FROM event WHERE action = 'attachment.view' AND actor_id = $1`;
    expect(await register.sql(views, [anna.id])).toHaveLength(1);
    expect((await ownFile(town.browser, id, file.id).expect(200)).body).toEqual(minutes);

    // Neither the case's own paths to files, nor another town, nor a reviewer, nor the public.
    const reviewer = await Colleague.signsIn(register, 'reviewer');
    await staffFile(reviewer, id, file.id).expect(403);
    await anna.browser.get(`/api/v1/staff/attachments/${file.id}`).expect(404);
    await town.browser.get(`/en/case/message/files/${file.id}`).expect(404);
    await ownFile(other.browser, id, file.id).expect(404);
    const { id: another } = await opened(anna, withFiles);
    await staffFile(anna, another, file.id).expect(404);
    await takes(anna, id, 'close').expect(200);
    const shown = await register.anonymous.get(`/api/v1/rounds/${id}`).expect(200);
    expect(JSON.stringify(shown.body)).not.toMatch(new RegExp(`plan\\.pdf|${file.id}`));
    const page = (await register.anonymous.get(`/en/rounds/${id}`).expect(200)).text;
    expect(page).toContain('Files are not published.');
    expect(page).not.toContain('plan.pdf');

    const table = (await anna.browser.get(`${roundsPath}/${id}/export?format=csv`)).text;
    expect(table).toContain('plan.pdf');
    const asked = await anna.browser.get(`${roundsPath}/${id}/signatories?answered=yes`);
    expect(asked.body).toMatchObject({ items: [{ files: [{ id: file.id }] }] });
    const copy = (await town.browser.get('/en/case/data.json').expect(200)).body as {
      rounds: { answers: object[] }[];
    };
    expect(copy.rounds.at(-1)!.answers).toContainEqual({
      question: 'The plan',
      answer: expect.objectContaining({ fileName: 'plan.pdf', bytes: minutes.length }) as object,
    });
    const kept = await keptFiles((sql, values) => register.sql(sql, values));
    expect(kept.map(({ name }) => name)).toContain(file.id);
    // While the town is on hold, it counts nowhere.
    await steps(anna, town.signatoryId, 'hold');
    await staffFile(anna, id, file.id).expect(404);
    await steps(anna, town.signatoryId, 'resume');
  });

  it('keeps the file until another replaces it or it is removed', async () => {
    const { id } = await opened(anna, withFiles);
    const before = await filesOnDisk(register);
    const picture = { content: signedPact('Photo'), name: 'photo.pdf' };
    const all = { 'answers.0': '0', 'answers.1': plan, 'answers.2': picture };
    await sends(town.browser, id, all).expect(200);
    expect(await filesOnDisk(register)).toBe(before + 2);
    const first = await filesOf(register, id);

    // Only the choice changes.
    await sends(town.browser, id, { ...(await seenBy(town.browser, id)), 'answers.0': '1' });
    expect(await filesOf(register, id)).toEqual(first);
    const changed = {
      ...(await seenBy(town.browser, id)),
      ...{ 'answers.0': '1', 'remove.2': 'true' },
      'answers.1': { content: signedPact('Second plan'), name: 'second.pdf' },
    };
    await sends(town.browser, id, changed).expect(200);
    expect((await filesOf(register, id)).map(({ file_name }) => file_name)).toEqual(['second.pdf']);
    expect(await filesOnDisk(register)).toBe(before + 1);
    // What must be answered cannot be removed.
    const refused = { ...(await seenBy(town.browser, id)), 'answers.0': '1', 'remove.1': 'true' };
    await changesNothing(register, () => sends(town.browser, id, refused).expect(422));
    // Nobody names a file of another.
    const taken = (await filesOf(register, id))[0]!.id;
    await sends(other.browser, id, { 'answers.0': '1', 'answers.1': taken }).expect(422);
    expect(await keptAnswers(register, id)).toHaveLength(1);
  });

  it('is checked as every other file, and a refusal loses no words and keeps no file', async () => {
    const { id } = await opened(anna, withFiles);
    const before = await filesOnDisk(register);
    for (const [file, says] of [
      [{ content: virus, name: 'plan.pdf' }, 'something harmful'],
      [{ content: Buffer.from('hello'), name: 'plan.txt' }, 'must be a PDF'],
    ] as const) {
      const { text } = await sends(town.browser, id, { 'answers.0': '1', 'answers.1': file });
      expect(text).toContain(says);
      expect(text).toContain('href="#field-answers-1"');
      expect(text).toMatch(/value="1"[^>]*checked|checked[^>]*value="1"/);
    }
    const noChoice = await sends(town.browser, id, { 'answers.1': plan }).expect(422);
    expect(noChoice.text).toContain('Choose them again.');
    // Nobody without a session stores a file, and what was typed is shown again.
    const late = await sends(register.browser(), id, { 'answers.0': '1', 'answers.1': plan });
    expect(late.status).toBe(401);
    expect(await filesOf(register, id)).toEqual([]);
    expect(await filesOnDisk(register)).toBe(before);
    await takes(anna, id, 'close').expect(200);
    await sends(town.browser, id, { 'answers.0': '1', 'answers.1': plan }).expect(409);
    expect(await filesOnDisk(register)).toBe(before);
  });

  it('of two who send at once, one is kept, with its file alone', async () => {
    const { id } = await opened(anna, withFiles);
    const before = await filesOnDisk(register);
    const one = { content: signedPact('One'), name: 'one.pdf' };
    const two = { content: signedPact('Two'), name: 'two.pdf' };
    const sent = await Promise.all(
      [one, two].map((file) => sends(town.browser, id, { 'answers.0': '0', 'answers.1': file })),
    );
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await filesOf(register, id)).toHaveLength(1);
    expect(await filesOnDisk(register)).toBe(before + 1);
  });

  it('is asked at most three times, and only of what a form can carry', async () => {
    const file = { kind: 'file', required: false };
    const draft = await drafted(anna, {
      ...content,
      questions: [file, file, file, file],
      texts: content.texts.map((text) => ({
        ...text,
        questions: ['A', 'B', 'C', 'D'].map((wording) => ({ wording })),
      })),
    });
    await changesNothing(register, async () =>
      expect(fieldsOf(expectProblem(await opens(anna, draft), 422))).toEqual([
        '/questions areRoundFiles',
      ]),
    );
    await saves(anna, draft).expect(200);
  });

  it('goes with the data of the signatory, and nightly work leaves the others alone', async () => {
    const { id } = await opened(anna, withFiles);
    const leaving = await joins(register, anna, 'en');
    const { id: asked } = await opened(anna, withFiles);
    await sends(leaving.browser, asked, { 'answers.0': '1', 'answers.1': plan }).expect(200);
    await sends(town.browser, asked, { 'answers.0': '1', 'answers.1': plan }).expect(200);
    await register.sql(`UPDATE attachment SET added_at = now() - interval '3 days'`);
    await register.app.get(JobsService).runAll();
    expect(await filesOf(register, asked)).toHaveLength(2);
    const before = await filesOnDisk(register);
    await steps(anna, leaving.signatoryId, 'withdraw');
    await leaving.browser.post('/en/case/erase').type('form').accept('text/html').send({});
    expect(await filesOf(register, asked)).toHaveLength(1);
    await register.app.get(JobsService).runAll();
    expect(await filesOnDisk(register)).toBeLessThan(before);
    expect(await filesOf(register, id)).toEqual([]);
  });
});
