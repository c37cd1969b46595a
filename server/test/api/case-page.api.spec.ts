import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

/** The places of the words in the text, which are in order when the words are. */
const placesOf = (text: string, words: string[]) => words.map((word) => text.indexOf(word));

describe('U1 the case page', () => {
  it('keeps every step, shows what is asked while answers are changed, and every answer at any time', async () => {
    const town = await Applicant.endorses(register);
    const record = await staff.findsCase(town.reference);
    const reason = 'Please write the office of the signer in full.';
    await staff.decides(record, { verdict: 'request_changes', reason });
    expect((await town.browser.get('/en/endorse/tasks').expect(200)).text).toContain(reason);
    await town.looks();
    await town.saves('signer', town.endorsement.signer);
    await town.saves('declaration', { accepted: true });
    await town.sends();
    await staff.approvesAndPublishes(town.reference);
    await register.hearsOfChanges();

    const { text } = await town.browser.get('/en/case').expect(200);
    const timeline = text.slice(text.indexOf('class="timeline'));
    const steps = placesOf(timeline, [
      '<strong>Sent</strong>',
      'E-mail address confirmed',
      'The Congress asks for changes',
      'Changes sent',
      '<strong>Approved</strong>',
      'Published on the register',
    ]);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
    expect(steps).not.toContain(-1);

    const answers = await town.browser.get('/en/case/answers').expect(200);
    expect(answers.text).toContain(town.town);
    expect(answers.text).toContain(String(town.endorsement.signer['name']));
    await register.anonymous.get('/en/case/answers').expect(303).expect('location', '/en/case');
  });
});
