import type { TestApp } from './app.js';
import type { Language } from '../../../contract/languages.js';
import type {
  RoundDto,
  RoundResultsDto,
  SaveRoundDto,
} from '../../src/workbench/rounds/rounds.dto.js';
import type { Agent } from './app.js';
import type { Colleague } from './colleague.js';
import { dayFromToday } from './days.js';

export const roundsPath = '/api/v1/staff/rounds';

const words = {
  en: [
    { wording: 'Is there a contact person?', options: 'Yes\nNo\nPlanned' },
    { wording: 'How many schools take part?', unit: 'schools' },
    { wording: 'What was difficult?' },
  ],
  fr: [
    { wording: 'Y a-t-il une personne référente ?', options: 'Oui\nNon\nPrévu' },
    { wording: 'Combien d’écoles participent ?', unit: 'écoles' },
    { wording: 'Qu’est-ce qui a été difficile ?' },
  ],
};
const text = (language: 'en' | 'fr', title: string) => ({
  ...{ language: language as Language, title, intro: `${title}.` },
  questions: words[language],
});

/** A choice and a number that must be answered, and a text that need not. */
export const content: SaveRoundDto = {
  isPublic: true,
  lastDay: dayFromToday(30),
  texts: [text('en', 'Schools and the Pact'), text('fr', 'Les écoles et le Pacte')],
  questions: [
    { kind: 'choice', required: true },
    { kind: 'number', required: true, min: 0, max: 500 },
    { kind: 'text', required: false, maxLength: 200 },
  ],
};

export const saves = (by: Colleague, { id, version }: RoundDto, wanted: object = content) =>
  by.browser.put(`${roundsPath}/${id}`).set('If-Match', `"${version}"`).send(wanted);

/** A round that is written and can be opened. */
export async function drafted(
  by: Colleague,
  wanted: object = content,
  filter: object = {},
): Promise<RoundDto> {
  const begun = await by.browser.post(roundsPath).send({ filter }).expect(201);
  return (await saves(by, begun.body as RoundDto, wanted).expect(200)).body as RoundDto;
}

export const opens = (
  by: Colleague,
  { id, version, recipients }: Pick<RoundDto, 'id' | 'version' | 'recipients'>,
) =>
  by.browser
    .post(`${roundsPath}/${id}/opening`)
    .set('If-Match', `"${version}"`)
    .send({ recipients });

/** A round that is open. */
export async function opened(by: Colleague, wanted?: object, filter?: object): Promise<RoundDto> {
  return (await opens(by, await drafted(by, wanted, filter)).expect(200)).body as RoundDto;
}

export const takes = (by: Colleague, id: string, action: string) =>
  by.browser.post(`${roundsPath}/${id}/steps`).send({ action });

export async function resultsOf(by: Colleague, id: string): Promise<RoundResultsDto> {
  return (await by.browser.get(`${roundsPath}/${id}/results`).expect(200)).body as RoundResultsDto;
}

export const good = { 'answers.0': '0', 'answers.1': '12', 'answers.2': 'Time.' };

/** A town sends the form of a round. */
export const answers = (browser: Agent, id: string, fields: object = good, language = 'en') =>
  browser
    .post(`/${language}/case/rounds/${id}`)
    .type('form')
    .set('Accept', 'text/html')
    .send(fields);

/** A publisher puts a signatory on hold, back, or takes it off the register. */
export async function steps(
  by: Colleague,
  id: string,
  action: 'hold' | 'resume' | 'withdraw',
): Promise<void> {
  const { body } = await by.browser.get(`/api/v1/staff/signatories/${id}`).expect(200);
  const done = await by.changes(body as { id: string; version: number }, action, 'Why.');
  if (done.status !== 200) throw new Error(JSON.stringify(done.body));
}

/** When the answers in the form were saved, as stated in the form. */
export async function seenBy(browser: Agent, id: string): Promise<{ seen: string }> {
  const { text: page } = await browser.get(`/en/case/rounds/${id}`).expect(200);
  return { seen: /name="seen" value="([^"]*)"/.exec(page)![1]! };
}

/** The stored answers to a round. */
export const keptAnswers = (register: TestApp, id: string) =>
  register.sql(`SELECT signatory_id, answers FROM round_answer WHERE round_id = $1`, [id]);
