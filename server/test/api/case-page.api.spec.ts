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

describe('TR6 a page of the form that another window saved first', () => {
  it('shows the saved and the typed answers side by side; either can be kept', async () => {
    const town = await Applicant.begins(register);
    await town.fillsIn();
    const posts = (fields: object) =>
      town.browser.post('/en/endorse/signer').type('form').send(fields);
    const signerNow = async () =>
      (await town.browser.get('/api/v1/submission').expect(200)).body.answers.signer as object;
    const mine = { version: '1', name: 'Mina Mine', office: 'Mayor' };

    const refused = await posts(mine).expect(412);
    expect(refused.text).toContain('value="Mina Mine"');
    expect(refused.text).toContain(String(town.endorsement.signer['name']));
    expect(await signerNow()).toMatchObject({ name: town.endorsement.signer['name'] });

    await posts({ version: '1', then: 'theirs' }).expect(303);
    const page = await town.browser.get('/en/endorse/signer').expect(200);
    expect(page.text).not.toContain('Mina Mine');
    expect(page.text).toContain(`value="${String(town.endorsement.signer['name'])}"`);

    const again = await posts(mine).expect(412);
    const [, version] = /name="version" value="(\d+)"/.exec(again.text)!;
    await posts({ ...mine, version }).expect(303);
    expect(await signerNow()).toMatchObject({ name: 'Mina Mine' });
  });
});

describe('U1 the case page', () => {
  it('keeps every step, shows the Congress’s request while answers are edited, and every answer at any time', async () => {
    const town = await Applicant.endorses(register);
    const record = await staff.findsCase(town.reference);
    const reason = 'Please write the office of the signer in full.';
    await staff.decides(record, { verdict: 'request_changes', reason });
    const pages = ['tasks', 'authority', 'place', 'signer', 'contact', 'decision', 'prevention'];
    for (const page of [...pages, 'documents', 'check'])
      expect((await town.browser.get(`/en/endorse/${page}`).expect(200)).text).toContain(reason);
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
