import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import {
  figuresSql,
  publicFiguresOf,
  publicRows,
  type FiguresRow,
} from '../../src/register/rounds/round-figures.js';
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
  resultsOf,
  roundsPath,
  saves,
  seenBy,
  steps,
  takes,
} from '../support/rounds.js';

let register: TestApp;
let anna: Colleague;
type Town = Applicant & { signatoryId: string };
let english: Town;
let french: Town;
let german: Town;
beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  english = await joins(register, anna, 'en');
  french = await joins(register, anna, 'fr');
  german = await joins(register, anna, 'de');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const runJobs = () => register.app.get(JobsService).runAll();
const titled = (title: string) => ({
  ...content,
  texts: content.texts.map((text) => ({ ...text, title })),
});
const mailsTo = ({ email }: Town, title: string) =>
  register.mailbox.of(email).filter(({ subject }) => subject.includes(title));
const publicRound = async (id: string) =>
  (await register.anonymous.get(`/api/v1/rounds/${id}`).expect(200)).body as object;
const reasons = async (id: string) =>
  (
    await register.sql<{ leftOut: string | null }>(
      `SELECT i.left_out AS "leftOut" FROM mailing_recipient i JOIN mailing m ON m.id = i.mailing_id
       WHERE m.round_id = $1 ORDER BY 1`,
      [id],
    )
  ).map(({ leftOut }) => leftOut);
/** As if its mail waited for its turn. */
async function waits(id: string, ...towns: Town[]): Promise<void> {
  await register.sql(
    `UPDATE mailing_recipient SET queued_at = NULL, mail_id = NULL
     WHERE signatory_id = ANY($2) AND mailing_id IN (SELECT id FROM mailing WHERE round_id = $1)`,
    [id, towns.map(({ signatoryId }) => signatoryId)],
  );
  await register.sql(`UPDATE mailing SET state = 'sending' WHERE round_id = $1`, [id]);
}

describe('whom a round writes to', () => {
  it('a reminder goes to nobody whom the invitation did not ask', async () => {
    const title = 'Reminded round';
    await steps(anna, german.signatoryId, 'hold');
    const round = await opened(anna, titled(title));
    await steps(anna, german.signatoryId, 'resume');
    await register.sql(
      `UPDATE round SET last_day = $2, opened_at = now() - interval '30 days' WHERE id = $1`,
      [round.id, dayFromToday(7)],
    );
    await runJobs();
    await register.drain();
    expect([english, french, german].map((town) => mailsTo(town, title).length)).toEqual([2, 2, 0]);
    await takes(anna, round.id, 'withdraw').expect(200);
  });

  it('nobody once it is over, by hand or by the clock', async () => {
    const title = 'Round that is over';
    const round = await opened(anna, titled(title));
    await register.drain();
    await waits(round.id, english, french, german);
    await takes(anna, round.id, 'withdraw').expect(200);
    await runJobs();
    const late = await opened(anna, titled(title));
    await register.drain();
    await waits(late.id, german);
    await register.sql(`UPDATE round SET last_day = $2 WHERE id = $1`, [
      ...[late.id, dayFromToday(-1)],
    ]);
    await runJobs();
    await register.drain();
    expect(await reasons(round.id)).toEqual(['round_over', 'round_over', 'round_over']);
    expect(await reasons(late.id)).toEqual(['round_over', null, null]);
    expect(mailsTo(german, title)).toHaveLength(2);
  });

  it('stays asked when it was on hold while the invitation was on its way', async () => {
    const round = await opened(anna);
    await answers(german.browser, round.id, good, 'de').expect(200);
    await waits(round.id, german);
    await steps(anna, german.signatoryId, 'hold');
    await runJobs();
    expect(await reasons(round.id)).toEqual(['out_of_reach', null, null]);
    await steps(anna, german.signatoryId, 'resume');
    await german.browser.get(`/de/case/rounds/${round.id}`).expect(200);
    expect(await resultsOf(anna, round.id)).toMatchObject({ asked: 3, answered: 1 });
    await takes(anna, round.id, 'close').expect(200);
    expect(await publicRound(round.id)).toMatchObject({ asked: 3, answered: 1 });
  });

  it('counts nobody as asked who has no contact', async () => {
    const round = await opened(anna);
    await register.sql(
      `UPDATE mailing_recipient SET left_out = 'no_contact', queued_at = NULL, mail_id = NULL
       WHERE signatory_id = $1`,
      [german.signatoryId],
    );
    expect(await resultsOf(anna, round.id)).toMatchObject({ asked: 2 });
    await takes(anna, round.id, 'close').expect(200);
    expect(await publicRound(round.id)).toMatchObject({ asked: 2 });
  });
});

describe('what the public sees of few', () => {
  const shown = async (...given: [country: string, value: number][]) => {
    const values = given.map(([country, value]) => `('${country}', ${value}::numeric)`).join(', ');
    const rows = await register.sql<FiguresRow>(
      figuresSql(
        publicRows(`(SELECT 0 AS question, 'number' AS kind, country_code, value
          FROM (VALUES ${values}) v (country_code, value)) answers`),
      ),
    );
    const [question] = publicFiguresOf(
      { questions: [{ kind: 'number' }], texts: [{ language: 'en', questions: [{}] }] } as never,
      rows,
    );
    return question!;
  };
  const germany: [string, number][] = [1, 2, 3, 4].map((value) => ['DE', value]);

  it('is nothing of fewer than three, nor what a subtraction tells', async () => {
    expect(await shown(['FR', 10], ['FR', 20])).toEqual({
      kind: 'number',
      all: { answers: 2, options: [], sum: null, median: null, least: null, most: null },
      ...{ countries: [], others: null },
    });
    const spread = await shown(...germany, ['FR', 10], ['FR', 20], ['IT', 30]);
    expect(spread.countries).toMatchObject([{ country: 'DE', answers: 4, sum: 10 }]);
    expect(spread.others).toEqual({
      ...{ answers: 3, options: [], sum: 60, median: 20, least: 10, most: 30 },
    });
    // One answer alone would be all less Germany and Spain: it is counted with Spain.
    const spain: [string, number][] = [5, 6, 7].map((value) => ['ES', value]);
    const alone = await shown(...germany, ...spain, ['FR', 10]);
    expect(alone.countries.map(({ country }) => country)).toEqual(['DE']);
    expect(alone.others).toMatchObject({ answers: 4, sum: 28 });
    // Without few there are no others.
    const many = await shown(...germany, ...spain);
    expect(many.countries.map(({ country }) => country)).toEqual(['DE', 'ES']);
    expect(many.others).toBeNull();
  });

  it('is said on the form, in the invitation and on the page', async () => {
    const title = 'Round of few';
    const round = await opened(anna, titled(title));
    await register.drain();
    const said = 'Countries with fewer than three answers are only published together.';
    expect(mailsTo(english, title)[0]!.text.replace(/\s+/g, ' ')).toContain(said);
    const form = (await english.browser.get(`/en/case/rounds/${round.id}`).expect(200)).text;
    expect(form).toContain(said);
    await answers(english.browser, round.id).expect(200);
    await answers(french.browser, round.id, good, 'fr').expect(200);
    await takes(anna, round.id, 'close').expect(200);
    expect(await publicRound(round.id)).toMatchObject({
      questions: [
        { all: { options: [] }, countries: [], others: null },
        { all: { most: null } },
        {},
      ],
    });
    const page = (await register.anonymous.get(`/en/rounds/${round.id}`).expect(200)).text;
    expect(page).toContain('Their answers are not published.');
    // Colleagues see them.
    expect(await resultsOf(anna, round.id)).toMatchObject({
      questions: [{ all: { answers: 2 } }, {}, {}],
    });
    await takes(anna, round.id, 'withdraw').expect(200);
    const over = (await english.browser.get(`/en/case/rounds/${round.id}`).expect(200)).text;
    expect(over).toContain('No answers are published.');
    expect(over).not.toContain(said);
  });
});

describe('what is typed', () => {
  it('may fill eight texts of 4,000 letters, and a round twelve languages', async () => {
    const words = (language: string) => ({
      ...{ language, title: 'ж'.repeat(150), intro: 'ж'.repeat(2000) },
      questions: Array.from({ length: 8 }, () => ({ wording: 'ж'.repeat(300) })),
    });
    const languages = ['en', 'fr', 'de', 'it', 'es', 'pt', 'nl', 'pl', 'ro', 'tr', 'uk', 'el'];
    const wanted = {
      ...{ isPublic: false, lastDay: dayFromToday(30), texts: languages.map(words) },
      questions: Array.from({ length: 8 }, () => ({ kind: 'text', required: true })),
    };
    const round = await opened(anna, wanted);
    const typed = Array.from({ length: 8 }, (_, place) => [`answers.${place}`, 'ჟ'.repeat(4000)]);
    await answers(english.browser, round.id, Object.fromEntries(typed) as object).expect(200);
    const [kept] = await register.sql<{ answers: object }>(
      `SELECT answers FROM round_answer WHERE round_id = $1`,
      [round.id],
    );
    expect(Object.values(kept!.answers)).toEqual(typed.map(([, text]) => text));
  });

  it('does not replace what a colleague saved meanwhile, and stays in the form', async () => {
    const round = await opened(anna);
    const colleague = await joinedBy(register, english, 'contributor');
    const seen = await seenBy(english.browser, round.id);
    await answers(colleague.browser, round.id, { ...good, ...seen }).expect(200);
    const mine = { ...good, 'answers.2': 'My own words.' };
    const refused = await changesNothing(register, () =>
      answers(english.browser, round.id, { ...mine, ...seen }),
    );
    expect(refused.status).toBe(409);
    expect(refused.text).toContain('My own words.');
    expect(refused.text).toContain('These answers were changed after you opened this page');
    // A wrong answer in between does not make others' answers seen.
    const wrong = await answers(english.browser, round.id, { ...mine, ...seen, 'answers.1': 'x' });
    expect(wrong.text).toContain('name="seen" value=""');
    const now = /name="seen" value="([^"]+)"/.exec(refused.text)![1]!;
    await answers(english.browser, round.id, { ...mine, seen: now }).expect(200);
    // The same again, as a second press of the button sends it.
    await answers(english.browser, round.id, { ...mine, seen: now }).expect(200);
  });

  it('has no placeholders in the words of a round', async () => {
    const draft = await drafted(anna);
    const texts = content.texts.map((text) => ({ ...text, intro: 'Dear {name} of {authority}' }));
    await changesNothing(register, async () => {
      expect(fieldsOf(expectProblem(await saves(anna, draft, { ...content, texts }), 422))).toEqual(
        ['/texts/0/intro isKnownVariable', '/texts/1/intro isKnownVariable'],
      );
    });
  });
});

it('a draft has no results and no file', async () => {
  const { body } = await anna.browser.post(roundsPath).send({ filter: {} }).expect(201);
  const { id } = body as { id: string };
  await changesNothing(register, async () => {
    expectProblem(await anna.browser.get(`${roundsPath}/${id}/results`), 409);
    expectProblem(await anna.browser.get(`${roundsPath}/${id}/export?format=csv`), 409);
  });
});

describe('what was said beforehand', () => {
  it('that was not said to be public never is', async () => {
    const round = await opened(anna, { ...content, isPublic: false });
    const form = (await english.browser.get(`/en/case/rounds/${round.id}`).expect(200)).text;
    expect(form).toContain('Only the staff of the Congress see the answers.');
    await answers(english.browser, round.id).expect(200);
    // What was said beforehand cannot be changed.
    expectProblem(await saves(anna, round, content), 409);
    await takes(anna, round.id, 'close').expect(200);
    expectProblem(await register.anonymous.get(`/api/v1/rounds/${round.id}`), 404);
    await register.anonymous.get(`/en/rounds/${round.id}`).expect(404);
  });

  it('takes an answer before it is closed or not at all', async () => {
    const round = await opened(anna);
    const [closed, answer] = await Promise.all([
      takes(anna, round.id, 'close'),
      answers(english.browser, round.id),
    ]);
    expect(closed.status).toBe(200);
    expect([200, 409]).toContain(answer.status);
    expect(await keptAnswers(register, round.id)).toHaveLength(answer.status === 200 ? 1 : 0);
    await changesNothing(register, () => answers(french.browser, round.id, good, 'fr'));
  });
});
