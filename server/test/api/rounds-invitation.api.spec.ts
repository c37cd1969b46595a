import type { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { joins } from '../support/mailings.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';
import { content, drafted, opens, roundsPath } from '../support/rounds.js';

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

const previews = (id: string, { signatoryId }: Town) =>
  anna.browser.post(`${roundsPath}/${id}/preview`).send({ signatory: signatoryId });
const tests = (id: string, { signatoryId }: Town) =>
  anna.browser.post(`${roundsPath}/${id}/tests`).send({ signatory: signatoryId });

describe('the invitation of a round, before it is opened', () => {
  it('is shown in the language of each reader, and says what they will read', async () => {
    const round = await drafted(anna);
    expect(round.languages).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ language: 'fr', written: 'fr', count: 1 }),
        expect.objectContaining({
          ...{ language: 'de', written: 'en', count: 1, signatoryId: german.signatoryId },
        }),
      ]),
    );
    const { mail } = (await previews(round.id, french).expect(200)).body as {
      mail: { recipient: string; language: string; subject: string; text: string };
    };
    expect(mail).toMatchObject({ recipient: french.email, language: 'fr' });
    expect(mail.subject).toContain('Les écoles et le Pacte : questions à ');
    expect(mail.text).toContain(`/fr/case/rounds/${round.id}`);
    expect((await previews(round.id, german)).body).toMatchObject({ mail: { language: 'en' } });

    await opens(anna, round).expect(200);
    await register.drain();
    const [sent] = register.mailbox
      .of(french.email)
      .filter(({ subject }) => subject.includes('Les écoles'));
    expect(sent!.subject).toBe(mail.subject);
    expect(sent!.text.replace(/\s+/g, ' ')).toContain(mail.text.trim().split('\n')[0]!);
  });

  it('is tried by the colleague alone, and the trail says so', async () => {
    const round = await drafted(anna);
    const before = register.mailbox.of(english.email).length;
    await tests(round.id, english).expect(204);
    await register.drain();
    const own = register.mailbox.of(anna.email).filter(({ subject }) => /^\[Test\]/.test(subject));
    expect(own.at(-1)!.subject).toContain('[Test] Schools and the Pact');
    expect(register.mailbox.of(english.email)).toHaveLength(before);
    const [event] = await register.sql(
      `SELECT details FROM event WHERE action = 'round.test' AND subject_id = $1`,
      [round.id],
    );
    expect(event).toMatchObject({ details: { language: 'en', signatory: english.signatoryId } });
  });

  it('refuses an incomplete round, one that is open, and a signatory of another filter', async () => {
    const incomplete = await drafted(anna, { ...content, lastDay: undefined });
    await changesNothing(register, async () => {
      expect(fieldsOf(expectProblem(await previews(incomplete.id, french), 422))).toEqual([
        '/lastDay isNotEmpty',
      ]);
      expectProblem(await tests(incomplete.id, french), 422);
    });
    const nobody = await drafted(anna, content, { country: ['IS'] });
    await changesNothing(register, async () => {
      expectProblem(await previews(nobody.id, french), 404);
      expectProblem(await tests(nobody.id, french), 404);
    });
    const open = await drafted(anna);
    await opens(anna, open).expect(200);
    await changesNothing(register, async () => {
      expectProblem(await previews(open.id, french), 409);
      expectProblem(await tests(open.id, french), 409);
    });
  });
});
