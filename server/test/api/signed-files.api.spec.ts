import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { RawPdf } from '../support/raw-pdfs.js';
import { Mayor } from '../support/signed-pdfs.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());

describe('IN10 a PDF that was signed electronically', () => {
  it('is kept byte for byte; staff see who signed, and its copy bears no signature', async () => {
    const signed = await (
      await Mayor.named('Jane Mayor', 'National Issuer')
    ).signs(RawPdf.page('The Pact').end());
    const town = await Applicant.begins(register);
    await town.fillsIn();
    await town.uploads(signed);
    await town.sends();
    await town.confirms();
    const reviewer = await Colleague.signsIn(register, 'reviewer');
    const record = await reviewer.findsCase(town.reference);
    expect(record.documents[0]!.signatures).toEqual([
      {
        signer: 'Jane Mayor',
        issuer: 'National Issuer',
        at: '2026-11-03T09:15:00.000Z',
        clock: 'own',
        state: 'intact',
      },
    ]);
    const [original] = await reviewer.opensDocuments(record);
    expect(original!.equals(signed)).toBe(true);
  });
});
