import {
  proofInPdf,
  sha256,
  hex,
  verifyProof,
} from '../../../client/public/verify/verify-register.mjs';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { publishedTown } from '../support/editing.js';
import { fetches, logKeyOf, signs } from '../support/public-log.js';

let register: TestApp;
let anna: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher', 'administrator');
});
afterAll(() => register.close());

const fetched = (path: string) => fetches(register, path);
const keyOf = () => logKeyOf(register);

describe('where the log is mentioned', () => {
  it('LG1 a certificate contains a proof that can be checked offline', async () => {
    const { id, slug } = await published();
    await signs(register);
    const pdf = (await fetched(`/en/signatories/${slug}/certificate.pdf`).expect(200))
      .body as Buffer;
    const { leaf } = await verifyProof(await proofInPdf(new Uint8Array(pdf)), await keyOf());
    expect(leaf).toMatchObject({ id, change: 'published', signatory: { state: 'published' } });
    await expect(proofInPdf(new Uint8Array(pdf.subarray(0, 400)))).rejects.toThrow('no proof');
  });

  it('the API and the page of a signatory lead to it', async () => {
    const { id, slug, proof } = await published();
    expect(proof).toBe(`/log/proofs/${id}.tlog-proof`);
    expect((await register.anonymous.get(`/en/signatories/${slug}`)).text).toContain(proof);
  });

  it('the page on open data names log, key, checkpoint and the file that verifies', async () => {
    await signs(register);
    const page = (await register.anonymous.get('/fr/data').expect(200)).text;
    const file = (await fetched('/verify/verify-register.mjs').expect(200)).body as Buffer;
    const [head] = await register.sql<{ short: string }>(
      `SELECT size || ':' || left(encode(root, 'hex'), 16) AS short FROM log_checkpoint
       ORDER BY size DESC, at DESC LIMIT 1`,
    );
    const [name] = (await keyOf()).split('+');
    for (const told of [name!, await keyOf(), head!.short, hex(sha256(file))])
      expect(page.replaceAll('&#x3D;', '=')).toContain(told);
    await register.anonymous.get('/de/verify').expect(200);
    await register.sql('UPDATE register SET version = version + 1');
    const feed = (await register.anonymous.get('/en/feeds/changes.atom').expect(200)).text;
    expect(feed).toMatch(/Checkpoint of the public log: \d+:[0-9a-f]{16}/);
  });
});

async function published() {
  const { id } = await publishedTown(register, anna);
  await register.hearsOfChanges();
  const [{ public_id: publicId } = { public_id: '' }] = await register.sql<{ public_id: string }>(
    `SELECT public_id FROM signatory WHERE id = '${id}'`,
  );
  const { body } = await register.anonymous.get(`/api/v1/signatories/${publicId}`).expect(200);
  return body as { id: string; slug: string; proof: string };
}
