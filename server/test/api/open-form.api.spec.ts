import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { SectionCheck } from '../../src/joining/submissions/section-check.js';
import type { Submission } from '../../src/joining/submissions/submission.entity.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { signedPact } from '../support/endorsement.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp({ described: true });
});
afterAll(() => register.close());
afterEach(() => jest.restoreAllMocks());

const thisYear = new Date().getUTCFullYear();

const missing = (form: Pick<Submission, 'kind' | 'answers'>) =>
  register.app.get(SectionCheck).missing(register.app.get(DataSource).manager, form);

async function filledIn(): Promise<Pick<Submission, 'kind' | 'answers'>> {
  const applicant = await Applicant.begins(register, {
    prevention: { actions: [{ code: 'prevention.training', targetYear: thisYear }] },
  });
  await applicant.fillsIn();
  const [row] = await register.sql<Pick<Submission, 'kind' | 'answers'>>(
    `SELECT kind, answers FROM submission WHERE reference = $1`,
    [applicant.reference],
  );
  return row!;
}

describe('a section that was found good is remembered', () => {
  it('for what it says: the least change in it is judged', async () => {
    const form = await filledIn();
    expect(await missing(form)).toEqual([]);
    const changed = { ...form.answers, contact: { ...form.answers.contact!, email: 'nobody' } };
    expect(await missing({ ...form, answers: changed })).toEqual(['contact']);
  });

  it('for this year: a pledge whose year has passed is asked for anew', async () => {
    const form = await filledIn();
    expect(await missing(form)).toEqual([]);
    jest.spyOn(Date.prototype, 'getUTCFullYear').mockReturnValue(thisYear + 1);
    expect(await missing(form)).toEqual(['prevention']);
  });
});

it('a form is answered with its own documents, and not with those of another that is open', async () => {
  const [one, other] = [await Applicant.begins(register), await Applicant.begins(register)];
  await one.uploads();
  const documentsOf = async ({ browser }: Applicant) =>
    ((await browser.get('/api/v1/submission').expect(200)).body as { documents: object[] })
      .documents;
  expect(await documentsOf(one)).toEqual([
    expect.objectContaining({ kind: 'signed_pact', mediaType: 'application/pdf', pledgeId: null }),
  ]);
  expect(await documentsOf(other)).toEqual([]);
});

it('a document that took its time and is refused is shown among those that have come meanwhile', async () => {
  const begun = await register.anonymous
    .post('/api/v1/submissions')
    .send({ language: 'en' })
    .expect(201);
  const cookie = begun.get('set-cookie')![0]!.split(';')[0]!;
  const { port } = register.app.getHttpServer().address() as AddressInfo;
  const slow = request({
    port,
    host: '127.0.0.1',
    method: 'POST',
    path: '/en/endorse/documents',
    headers: {
      cookie,
      origin: 'http://register.example',
      'content-type': 'multipart/form-data; boundary=town',
      accept: 'text/html',
    },
  });
  const page = new Promise<string>((done) =>
    slow.on('response', (response) => void text(response).then(done)),
  );
  slow.write('--town\r\nContent-Disposition: form-data; name="kind"\r\n\r\nother\r\n--town\r\n');
  slow.write(
    'Content-Disposition: form-data; name="file"; filename="slow.pdf"\r\nContent-Type: ' +
      'application/pdf\r\n\r\n',
  );
  await pause(500);
  await register.anonymous
    .post('/api/v1/submission/documents')
    .set('cookie', cookie)
    .field('kind', 'signed_pact')
    .attach('file', signedPact(), 'from-another-tab.pdf')
    .expect(201);
  slow.end('no PDF at all\r\n--town--\r\n');
  expect(await page).toContain('from-another-tab.pdf');
  expect(await register.sql(`SELECT file_name FROM document WHERE file_name = 'slow.pdf'`)).toEqual(
    [],
  );
});
