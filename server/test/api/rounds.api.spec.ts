import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import type { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { joins } from '../support/mailings.js';
import { joinedBy } from '../support/people.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import {
  answers,
  content,
  drafted,
  good,
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
let anna: Colleague;
let bruno: Colleague;
type Town = Applicant & { signatoryId: string };
let english: Town;
let french: Town;
let german: Town;
beforeAll(async () => {
  register = await startApp({ described: true });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  bruno = await Colleague.signsIn(register, 'publisher');
  english = await joins(register, anna, 'en');
  french = await joins(register, anna, 'fr');
  german = await joins(register, anna, 'de');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const runJobs = () => register.app.get(JobsService).runAll();
const mailsTo = ({ email }: Town, about: RegExp) =>
  register.mailbox.of(email).filter(({ subject }) => about.test(subject));
const publicRound = (id: string) => register.anonymous.get(`/api/v1/rounds/${id}`);
/** The last day was so many days ago. */
const ends = (id: string, days: number) =>
  register.sql(`UPDATE round SET last_day = $2 WHERE id = $1`, [id, dayFromToday(days)]);

describe('a round of questions', () => {
  it('goes from staff to the towns, back, and to the public', async () => {
    const round = await opened(anna);
    expect(round).toMatchObject({ state: 'open', recipients: 3, leftOut: [], isPublic: true });
    await register.drain();
    const mail = mailsTo(english, /Schools and the Pact/).at(-1)!;
    expect(mail.text).toContain(`/en/case/rounds/${round.id}`);
    expect(mail.text).toContain('publish the choices and numbers by country');
    expect(mailsTo(french, /Les écoles et le Pacte/)).toHaveLength(1);
    // German readers get English, and the page says so.
    expect(mailsTo(german, /Schools and the Pact/)).toHaveLength(1);
    const home = (await english.browser.get('/en/case').expect(200)).text;
    expect(home).toContain(`/en/case/rounds/${round.id}`);
    const foreign = (await german.browser.get(`/de/case/rounds/${round.id}`).expect(200)).text;
    expect(foreign).toContain('Diese Fragen sind auf Englisch verfasst.');

    await answers(english.browser, round.id).expect(200);
    await answers(french.browser, round.id, { ...good, 'answers.1': '1,5' }, 'fr').expect(200);
    // An answer can be changed until the last day.
    const second = { 'answers.0': '2', 'answers.1': '20', 'answers.2': '=1+1' };
    Object.assign(second, await seenBy(english.browser, round.id));
    const again = (await answers(english.browser, round.id, second).expect(200)).text;
    expect(again).toContain('The answers have been saved.');
    expect(again).toMatch(/value="20"/);

    const results = await resultsOf(anna, round.id);
    expect(results).toMatchObject({ asked: 3, answered: 2 });
    const [choice, number, words] = results.questions;
    expect(choice!.all).toMatchObject({ answers: 2, options: [1, 0, 1] });
    expect(number!.all).toMatchObject({ sum: 21.5, median: 10.75, least: 1.5, most: 20 });
    expect(choice!.countries).toHaveLength(2);
    expect(choice!.countries.flatMap(({ options }) => options)).toEqual(
      expect.arrayContaining([1, 0, 0, 0, 0, 1]),
    );
    expect(words!.texts.map(({ text }) => text).sort()).toEqual(['=1+1', 'Time.']);
    const missing = await anna.browser.get(`${roundsPath}/${round.id}/signatories?answered=no`);
    expect(missing.body).toMatchObject({ items: [{ signatoryId: german.signatoryId }] });
    const file = (await anna.browser.get(`${roundsPath}/${round.id}/export?format=csv`)).text;
    expect(file).toContain("'=1+1");
    expect(file).toContain('Planned');
    await anna.browser.get(`${roundsPath}/${round.id}/export?format=xlsx`).expect(200);

    // Nothing is public before it is closed.
    expectProblem(await publicRound(round.id), 404);
    await takes(anna, round.id, 'close').expect(200);
    const shown = await publicRound(round.id).expect(200);
    expect(shown.body).toMatchObject({ asked: 3, answered: 2 });
    expect(JSON.stringify(shown.body)).not.toMatch(/1\+1|Time\.|signatoryId/);
    const page = (await register.anonymous.get(`/en/rounds/${round.id}`).expect(200)).text;
    expect(page).toContain('Is there a contact person?');
    expect(page).not.toMatch(/1\+1|Time\./);
    expect((await register.anonymous.get('/en/figures').expect(200)).text).toContain(
      `/en/rounds/${round.id}`,
    );
  });

  it('is complete before it is opened', async () => {
    const draft = await drafted(anna, {
      ...content,
      lastDay: dayFromToday(),
      texts: [
        content.texts[0],
        { ...content.texts[1], title: '', questions: [{ wording: 'Un', options: 'Oui' }] },
      ],
    });
    await changesNothing(register, async () => {
      expect(fieldsOf(expectProblem(await opens(anna, draft), 422))).toEqual([
        '/lastDay isRoundDay',
        '/texts/1/title isNotEmpty',
        '/texts/1/questions/0/options areRoundOptions',
        '/texts/1/questions/1/wording isNotEmpty',
        '/texts/1/questions/2/wording isNotEmpty',
      ]);
    });
  });

  it('invites each once, whatever is pressed twice; reminds once who has not answered', async () => {
    const title = `Round ${Date.now()}`;
    const wanted = {
      ...content,
      texts: content.texts.map((text) => ({ ...text, title })),
    };
    const draft = await drafted(anna, wanted);
    const both = await Promise.all([opens(anna, draft), opens(anna, draft), opens(bruno, draft)]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    await Promise.all([runJobs(), runJobs()]);
    await register.drain();
    const of = (town: Town) => mailsTo(town, new RegExp(title));
    expect([of(english), of(french), of(german)].map(({ length }) => length)).toEqual([1, 1, 1]);
    await answers(english.browser, draft.id).expect(200);
    await ends(draft.id, 7);
    await Promise.all([runJobs(), runJobs()]);
    await runJobs();
    await register.drain();
    // It was opened today: the middle of a round of seven days is not yet.
    expect(of(french)).toHaveLength(1);
    await register.sql(`UPDATE round SET opened_at = now() - interval '30 days' WHERE id = $1`, [
      draft.id,
    ]);
    await Promise.all([runJobs(), runJobs()]);
    await runJobs();
    await register.drain();
    expect([of(english), of(french), of(german)].map(({ length }) => length)).toEqual([1, 2, 2]);
    expect(of(french).at(-1)!.subject).toMatch(/^Rappel/);
  });

  it('is closed by the clock when the last day in Strasbourg is over', async () => {
    const round = await opened(anna);
    await answers(english.browser, round.id).expect(200);
    await ends(round.id, 0);
    await runJobs();
    await answers(french.browser, round.id, good, 'fr').expect(200);
    await ends(round.id, -1);
    // The day is over, whether the clock has run or not.
    const late = await answers(german.browser, round.id, good, 'de').expect(409);
    expect(late.text).toContain('Time.');
    const { version } = (await register.anonymous.get('/api/v1/register')).body as {
      version: number;
    };
    await runJobs();
    expectProblem(await takes(anna, round.id, 'close'), 409);
    const now = (await register.anonymous.get('/api/v1/register')).body as { version: number };
    expect(now.version).toBeGreaterThan(version);
    expect((await publicRound(round.id).expect(200)).body).toMatchObject({ answered: 2 });
    expect(await keptAnswers(register, round.id)).toHaveLength(2);
  });

  it('asks only signatories on the public list, and shows nothing about those that left', async () => {
    await steps(anna, german.signatoryId, 'hold');
    const round = await opened(anna);
    expect(round).toMatchObject({
      recipients: 2,
      leftOut: [{ reason: 'not_published', count: 1 }],
    });
    await steps(anna, german.signatoryId, 'resume');
    // It was not asked.
    await german.browser.get(`/de/case/rounds/${round.id}`).expect(404);
    await answers(english.browser, round.id).expect(200);
    await answers(french.browser, round.id, good, 'fr').expect(200);
    await takes(anna, round.id, 'close').expect(200);
    expect((await publicRound(round.id)).body).toMatchObject({ asked: 2, answered: 2 });
    await steps(anna, french.signatoryId, 'hold');
    expect((await publicRound(round.id)).body).toMatchObject({
      ...{ asked: 1, answered: 1 },
      questions: [{ all: { answers: 1, options: [] } }, { all: { answers: 1, sum: null } }, {}],
    });
    expect(await resultsOf(anna, round.id)).toMatchObject({ asked: 1, answered: 1 });
    await steps(anna, french.signatoryId, 'resume');
    await takes(anna, round.id, 'withdraw').expect(200);
    expectProblem(await publicRound(round.id), 404);
  });
});

describe('an attacker', () => {
  it('gets nowhere with values that no question takes, and what was typed stays', async () => {
    const round = await opened(anna);
    const wrong = async (fields: object) => {
      const page = await changesNothing(register, () => answers(english.browser, round.id, fields));
      expect(page.status).toBe(422);
      return page.text;
    };
    for (const option of ['3', '-1', '1e0', 'Yes', '0 OR 1=1'])
      expect(await wrong({ ...good, 'answers.0': option })).toContain(
        'Is there a contact person?: choose one of the options',
      );
    for (const number of ['1e400', 'NaN', 'Infinity', '0x10', '1.2345'])
      expect(await wrong({ ...good, 'answers.1': number })).toContain(
        'How many schools take part?: enter a number',
      );
    expect(await wrong({ ...good, 'answers.1': '-1' })).toContain('enter 0 or more');
    expect(await wrong({ ...good, 'answers.1': '501' })).toContain('enter 500 or less');
    const long = await wrong({ ...good, 'answers.2': 'x'.repeat(201) });
    expect(long).toContain('use 200 characters or fewer');
    expect(long).toContain('x'.repeat(201));
    const empty = await wrong({ 'answers.2': 'Kept words' });
    expect(empty).toContain('Answer this question: Is there a contact person?');
    expect(empty).toContain('Kept words');
    await changesNothing(register, () =>
      answers(english.browser, round.id, { 'answers.__proto__': '1', ...good }).expect(400),
    );
    await changesNothing(register, () => answers(english.browser, 'none').expect(404));
  });

  it('another town, a reader or a stranger cannot answer', async () => {
    const round = await opened(anna, content, { q: english.town });
    await changesNothing(register, () => answers(german.browser, round.id).expect(404));
    await register.anonymous.get(`/en/case/rounds/${round.id}`).expect(303);
    const lost = await changesNothing(register, () => answers(register.browser(), round.id));
    expect(lost.status).toBe(401);
    expect(lost.text).toContain('Time.');
    const reader = await joinedBy(register, english, 'reader');
    await changesNothing(register, () => answers(reader.browser, round.id).expect(403));
    const contributor = await joinedBy(register, english, 'contributor');
    await answers(contributor.browser, round.id).expect(200);
    expect(await keptAnswers(register, round.id)).toEqual([
      { signatory_id: english.signatoryId, answers: { 0: 0, 1: 12, 2: 'Time.' } },
    ]);
  });

  it('who is no publisher writes, opens and reads none', async () => {
    const reviewer = await Colleague.signsIn(register, 'reviewer');
    const draft = await drafted(anna);
    await changesNothing(register, async () => {
      expectProblem(await opens(reviewer, draft), 403);
      expectProblem(await saves(reviewer, draft), 403);
      expectProblem(await reviewer.browser.get(`${roundsPath}/${draft.id}/results`), 403);
    });
    await anna.browser
      .delete(`${roundsPath}/${draft.id}`)
      .set('If-Match', `"${draft.version}"`)
      .expect(204);
  });
});

it('answers go with the signatory whose data are erased', async () => {
  const leaving = await joins(register, anna, 'en');
  const round = await opened(anna, content, { q: leaving.town });
  await answers(leaving.browser, round.id, { ...good, 'answers.2': 'Ask Ms Keller' }).expect(200);
  const copy = await leaving.browser.get('/api/v1/submission/personal-data').expect(200);
  expect(copy.body).toMatchObject({
    rounds: [
      {
        title: 'Schools and the Pact',
        answers: [
          { question: 'Is there a contact person?', answer: 'Yes' },
          { question: 'How many schools take part?', answer: 12 },
          { question: 'What was difficult?', answer: 'Ask Ms Keller' },
        ],
      },
    ],
  });
  await takes(anna, round.id, 'close').expect(200);
  await steps(anna, leaving.signatoryId, 'withdraw');
  await leaving.browser.post('/api/v1/submission/erasure').expect(204);
  expect(await keptAnswers(register, round.id)).toEqual([]);
  const file = (await anna.browser.get(`${roundsPath}/${round.id}/export?format=csv`)).text;
  expect(file).not.toContain('Keller');
  expect((await publicRound(round.id)).body).toMatchObject({ asked: 0, answered: 0 });
});
