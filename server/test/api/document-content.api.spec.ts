import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';
import { sha256, signedPact } from '../support/endorsement.js';
import { bomb, opensWith, pdf } from '../support/pdfs.js';
import { unreadablePhoto } from '../support/photos.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let reviewer: Colleague;
beforeAll(async () => {
  register = await startApp();
  reviewer = await Colleague.signsIn(register, 'reviewer');
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

/**
 * A town sends this file with its endorsement.
 * @returns the document as staff see it, and its copy.
 */
async function arrives(content: Buffer, name = 'pact.pdf') {
  const town = await Applicant.begins(register);
  await town.fillsIn();
  await town.uploads(content, name);
  await town.sends();
  await town.confirms();
  const found = await reviewer.findsCase(town.reference);
  const document = found.documents[0]!;
  const copy = async () =>
    (
      await reviewer.browser
        .get(`/api/v1/staff/documents/${document.id}/copy`)
        .buffer(true)
        .parse(bytes)
        .expect(200)
    ).body as Buffer;
  return { found, document, copy };
}

const annotation = (document: PDFDocument, dict: Record<string, unknown>) => {
  const note = document.context.obj({ Type: 'Annot', Rect: [0, 0, 9, 9], ...dict } as never);
  document.getPage(0).node.addAnnot(document.context.register(note));
};
const active: [string, string[], (document: PDFDocument) => unknown][] = [
  [
    'a script of the document',
    ['javascript'],
    (document) => document.addJavaScript('hello', 'app.alert(1)'),
  ],
  [
    'a script at opening',
    ['automatic_action', 'javascript'],
    (document) => opensWith(document, { S: 'JavaScript', JS: 'app.alert(1)' }),
  ],
  [
    'a program at opening',
    ['automatic_action', 'launch'],
    (document) => opensWith(document, { S: 'Launch', F: 'cmd.exe' }),
  ],
  [
    'an attached file',
    ['embedded_files'],
    (document) => document.attach(Buffer.from('MZ secret'), 'invoice.exe'),
  ],
  [
    'a form that sends itself',
    ['form_action'],
    (document) =>
      annotation(document, {
        Subtype: 'Link',
        A: { Type: 'Action', S: 'SubmitForm', F: PDFString.of('https://evil.example') },
      }),
  ],
  ['a film', ['rich_media'], (document) => annotation(document, { Subtype: 'RichMedia' })],
  [
    'actions of a page',
    ['automatic_action'],
    (document) => document.getPage(0).node.set(PDFName.of('AA'), document.context.obj({ O: {} })),
  ],
];

describe('PR7 the contents of a PDF', () => {
  it.each(
    active.flatMap(([what, findings, dress]) =>
      [false, true].map((packed) => [what, packed, findings, dress] as const),
    ),
  )(
    '%s (packed: %s) is told to staff, and is not in the copy',
    async (_, packed, findings, dress) => {
      const { document, copy } = await arrives(await pdf(dress, packed));
      expect(document.findings).toEqual(findings);
      const cleaned = await copy();
      expect(sha256(cleaned)).toBe(document.cleanSha256);
      expect(cleaned.toString('latin1')).not.toMatch(
        /JavaScript|alert|Launch|cmd\.exe|SubmitForm|evil|RichMedia|EmbeddedFile|secret|\/AA|OpenAction/,
      );
      expect((await PDFDocument.load(cleaned)).getPageCount()).toBe(1);
      const again = await arrives(cleaned);
      expect(again.document.findings).toEqual([]);
    },
  );

  it('a script that hides behind an odd spelling, where no table leads to, is found as well', async () => {
    const plain = (await pdf()).toString('latin1');
    const hidden = `${plain}99 0 obj\n<</S/J#61vaScript/J#53 (app.alert\\(1\\))>>\nendobj\n`;
    const { document, copy } = await arrives(Buffer.from(hidden, 'latin1'));
    expect(document.findings).toEqual(['javascript']);
    expect((await copy()).toString('latin1')).not.toContain('alert');
  });

  it('a plain paper has none; its author and its program are not in the copy, and the original is as it was sent', async () => {
    const content = await pdf((document) =>
      annotation(document, {
        Subtype: 'Text',
        T: PDFString.of('Ada Author'),
        Contents: PDFString.of('Seen'),
      }),
    );
    const { found, document, copy } = await arrives(content);
    expect(document).toMatchObject({ findings: [], sha256: sha256(content) });
    const [original] = await reviewer.opensDocuments(found);
    expect(original!.equals(content)).toBe(true);
    const cleaned = await PDFDocument.load(await copy(), { updateMetadata: false });
    expect([cleaned.getAuthor(), cleaned.getProducer(), cleaned.getCreationDate()]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect((await copy()).toString('latin1')).not.toMatch(/Ada|4100640061/);
    const [event] = await register.sql<{ details: object }>(
      `SELECT details FROM event WHERE action = 'document.add' AND details->>'document' = $1`,
      [document.id],
    );
    expect(event!.details).toMatchObject({
      sha256: document.sha256,
      cleanSha256: document.cleanSha256,
    });
    expect(
      await register.sql(
        `SELECT 1 FROM event WHERE action = 'document.view_copy' AND details->>'document' = $1`,
        [document.id],
      ),
    ).toHaveLength(2);
  });

  it.each([
    [
      'protected',
      'file-encrypted',
      () =>
        pdf((document) => document.encrypt({ userPassword: 'secret', ownerPassword: 'secret' })),
    ],
    [
      'protected and packed',
      'file-encrypted',
      () =>
        pdf(
          (document) => document.encrypt({ userPassword: 'secret', ownerPassword: 'secret' }),
          true,
        ),
    ],
    [
      'readable in two ways',
      'file-ambiguous',
      async () =>
        Buffer.from(
          (await pdf())
            .toString('latin1')
            .replace(/(\d+) 0 obj/, '$1 0 obj\n<</S/JavaScript>>\nendobj\n$&'),
          'latin1',
        ),
    ],
    ['cut off', 'file-unreadable', () => Promise.resolve(signedPact().subarray(0, 60))],
    [
      'only called one',
      'file-unreadable',
      () => Promise.resolve(Buffer.from('%PDF-1.7\nnothing at all')),
    ],
  ])('one that is %s is refused, and nothing is left', async (_, code, make) => {
    const applicant = await Applicant.begins(register);
    const content = await make();
    await changesNothing(register, async () =>
      expectProblem(await applicant.sendsFile(content), 422, code),
    );
    await applicant.uploads();
  });

  it('RL9 one that would fill the memory is stopped, the next is read, and the register answers meanwhile', async () => {
    const applicant = await Applicant.begins(register);
    const refusal = applicant.sendsFile(bomb()).then((response) => response);
    await register.anonymous.get('/api/v1/register').expect(200);
    expectProblem(await refusal, 422, 'file-unreadable');
    await applicant.uploads();
  });

  it('looking at the copy is not looking at the document', async () => {
    const { found, copy } = await arrives(signedPact('copy'));
    await copy();
    expect((await reviewer.opensCase(found.id)).documents).toMatchObject([{ opened: false }]);
  });

  it('a photo that cannot be taken apart is kept and shown, without a copy', async () => {
    const { document } = await arrives(unreadablePhoto, 'photo.jpg');
    expect(document).toMatchObject({
      mediaType: 'image/jpeg',
      findings: [],
      cleanSha256: null,
      noCopy: 'photo',
    });
    await changesNothing(register, async () =>
      expectProblem(await reviewer.browser.get(`/api/v1/staff/documents/${document.id}/copy`), 404),
    );
  });
});
