import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());

describe('U2 a mail is in the reader’s language from its first word', () => {
  it.each([
    ['el', 'Σύμφωνο Πόλεων και Περιφερειών', 'Γεια σας Olaf Officer,'],
    ['fr', 'Pacte des villes et régions', 'Bonjour Olaf Officer,'],
    ['en', 'Pact of Towns and Regions', 'Dear Olaf Officer,'],
  ] as const)('%s: the sender is "%s", and nobody is a Madam or a Sir', async (...expected) => {
    const [language, sender, greeting] = expected;
    const { email } = await Applicant.sends(register, {}, language);
    await register.drain();
    const { from, text } = register.mailbox.newest(email, /./);
    expect(from).toMatch(new RegExp(`^${sender} <[^>]+@`));
    expect(text.split('\n')[0]).toBe(greeting);
  });

  it('begun in English and sent from the French pages: the mails are French', async () => {
    await register.forgetLimits();
    const applicant = await Applicant.begins(register, {}, 'en');
    await applicant.fillsIn();
    await applicant.uploads();
    await applicant.browser.get('/en/endorse/check').expect(200);
    expect(await languageOf(applicant)).toBe('en');
    await applicant.browser.post('/fr/endorse/signer').type('form').send({ then: 'later' });
    expect(await languageOf(applicant)).toBe('fr');
    await applicant.sends();
    await register.drain();
    const { from } = register.mailbox.newest(applicant.email, /./);
    expect(from).toContain('Pacte des villes et régions');
  });
});

const languageOf = async ({ reference }: Applicant) =>
  (
    await register.sql<{ language: string }>(
      'SELECT language FROM submission WHERE reference = $1',
      [reference],
    )
  )[0]!.language;
