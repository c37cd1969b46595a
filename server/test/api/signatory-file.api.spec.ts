import type { SignatoryFileDto } from '../../src/workbench/register-editing/signatory-file.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { Importer } from '../support/importer.js';
import { expectProblem } from '../support/problems.js';

let register: TestApp;
let anna: Colleague;
beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
});
afterAll(() => register.close());

const at = (id: string) => `/api/v1/staff/signatories/${id}/file`;
const file = async (id: string) =>
  (await anna.browser.get(at(id)).expect(200)).body as SignatoryFileDto;

it('holds contact, signer, cases and documents of a town that endorsed, and its mail that bounces', async () => {
  const town = await Applicant.endorses(register);
  const { id } = await anna.approvesAndPublishes(town.reference);
  const found = await file(id);
  expect(found).toMatchObject({
    signatory: { id, reference: town.reference },
    contact: { email: town.email, returnedSince: null },
    signer: { name: town.endorsement.signer.name },
    people: [],
    cases: [{ reference: town.reference, kind: 'endorsement', state: 'approved' }],
    errorReports: [],
  });
  expect(found.documents).toMatchObject([{ reference: town.reference, published: false }]);
  await register.sql(
    `UPDATE outbox SET returned_at = now(), returned_status = '5.1.1' WHERE recipient = $1`,
    [town.email],
  );
  expect((await file(id)).contact!.returnedSince).toMatch(/^\d{4}-\d\d-\d\d$/);
});

it('says of an imported signatory that nobody is known', async () => {
  const importer = new Importer(anna);
  const begun = await importer.uploads('Name,Country,Kind\nAltenhort,LI,municipality\n');
  await importer.takesOver(begun);
  const [row] = await register.sql<{ id: string }>(
    'SELECT id FROM signatory WHERE endorsement_id IS NULL AND NOT demo',
  );
  expect(await file(row!.id)).toMatchObject({
    ...{ contact: null, signer: null, people: [], cases: [], documents: [] },
    signatory: { submissionId: null },
  });
});

it('is for those who decide, and there is none of a signatory that is not there', async () => {
  const olga = await Colleague.signsIn(register, 'administrator');
  const nobodys = '01a20be3-8239-7462-9665-95ae42b5226f';
  expectProblem(await olga.browser.get(at(nobodys)), 403);
  expectProblem(await anna.browser.get(at(nobodys)), 404);
});
