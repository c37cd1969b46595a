import { languages } from '../../../contract/languages.js';
import { mailedLinks } from '../../src/site/public/page-parameters.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { importedTown, invitationLink, invites, opens } from '../support/contact-invitations.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

/** The links to the same page in other languages. */
const others = (html: string) =>
  [...html.matchAll(/<a href="([^"]+)" lang="\w\w" hreflang/g)].map(([, href]) => href!);
const expected = (path: string) =>
  languages.filter((code) => code !== 'en').map((code) => `/${code}/${path}`);

describe('A page that a mailed link opens, in another language', () => {
  // The page of a newsletter's or a follower's own list first asks whether the token works.
  const asking = mailedLinks.filter((path) => path !== 'follow/manage');

  it.each(asking)('%s: keeps the token', async (path) => {
    const page = await register.anonymous.get(`/en/${path}?token=a_B-1&fbclid=x`).expect(200);
    expect(others(page.text)).toEqual(expected(`${path}?token=a_B-1`));
  });

  it('keeps no token that was used or does not work', async () => {
    const page = await register
      .browser()
      .post('/en/confirm')
      .type('form')
      .send({ token: 'used' })
      .expect(410);
    expect(others(page.text)).toEqual(expected('confirm'));
  });

  it('keeps the token of a form that it opened', async () => {
    const clerk = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
    const id = await importedTown(register, clerk, 'Altenhort');
    await invites(clerk, id, { email: 'vera@altenhort.example' });
    const token = await invitationLink(register, 'vera@altenhort.example');
    const opened = await opens(register, token).expect(200);
    const [french] = others(opened.text).filter((href) => href.startsWith('/fr/'));
    const page = await register.anonymous.get(french!).expect(200);
    expect(page.text).toContain(`value="${token}"`);
  });
});
