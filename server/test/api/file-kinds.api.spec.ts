import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { fileProblems, uploadProblems } from '../../../contract/file-problems.js';
import { languages } from '../../../contract/languages.js';
import { limits } from '../../src/platform/config/limits.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { jpeg } from '../support/photos.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import { RawPdf } from '../support/raw-pdfs.js';

let register: TestApp;
beforeAll(async () => {
  register = await startApp();
});
afterAll(() => register.close());
beforeEach(() => register.forgetLimits());

const latin = (text: string) => Buffer.from(text, 'latin1');
const archive = (files: Record<string, string>) =>
  Buffer.from(
    zipSync(
      Object.fromEntries(
        Object.entries(files).map(([name, text]) => [name, [latin(text), { level: 0 }]]),
      ),
    ),
  );
const brand = (name: string) => latin(`\0\0\0\x18ftyp${name}\0\0\0\0mif1heic`);
const pkcs7 = Buffer.from('308206a906092a864886f70d010702a082069a', 'hex');
/** As signature software makes it: the PDF is unchanged in the envelope. */
const around = (oid: string) =>
  Buffer.concat([
    Buffer.from(`308207a9${oid}a082079a30820796`, 'hex'),
    readFileSync(join(import.meta.dirname, '../fixtures/owner-password-only.pdf')),
  ]);

/** What people send instead: name, content, code. */
const sent: [string, Buffer, string][] = [
  ['IMG_0001.HEIC', brand('heic'), 'file-heic'],
  ['IMG_0001.heif', brand('mif1'), 'file-heic'],
  ['burst.jpg', brand('hevc'), 'file-heic'],
  ['photo.avif', latin('\0\0\0\x18ftypavif\0\0\0\0mif1miaf'), 'file-picture'],
  ['photo.jpg', latin('\0\0\0\x18ftypmif1\0\0\0\0mif1avif'), 'file-picture'],
  ['pact.gif', latin('GIF89a\x01\0\x01\0'), 'file-picture'],
  ['pact.bmp', latin('BM\x36\0\0\0\0\0\0\0'), 'file-picture'],
  ['pact.webp', latin('RIFF\x24\0\0\0WEBPVP8 '), 'file-webp'],
  ['fax.tif', latin('II*\0\x08\0\0\0\0\0'), 'file-tiff'],
  ['pact.pdf.p7m', pkcs7, 'file-p7m'],
  ['pact.p7m', Buffer.from('3080060a2a864886f70d010702', 'hex').fill(0x09, 3, 4), 'file-p7m'],
  ['pact.pdf.p7m', around('06092a864886f70d010702'), 'file-p7m'],
  ['pact.pdf', around('06092a864886f70d010702'), 'file-p7m'],
  ['pact.pdf', around('060b2a864886f70d010910011f'), 'file-p7m'],
  ['base64.p7m', Buffer.from(pkcs7.toString('base64')), 'file-p7m'],
  ['pem.p7m', latin('-----BEGIN PKCS7-----\nMIIG'), 'file-p7m'],
  [
    'pact.asice',
    archive({ mimetype: 'application/vnd.etsi.asic-e+zip', 'pact.pdf': '%PDF-1.7' }),
    'file-asice',
  ],
  [
    'pact.asics',
    archive({ mimetype: 'application/vnd.etsi.asic-s+zip', 'pact.pdf': 'x' }),
    'file-asice',
  ],
  ['pact.edoc', archive({ 'META-INF/signatures0.xml': '<x/>', 'pact.pdf': 'x' }), 'file-asice'],
  [
    'pact.docx',
    archive({ '[Content_Types].xml': '<x/>', 'word/document.xml': '<x/>' }),
    'file-office',
  ],
  ['list.xlsx', archive({ '_rels/.rels': '<x/>', 'xl/workbook.xml': '<x/>' }), 'file-office'],
  [
    'pact.odt',
    archive({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
    'file-office',
  ],
  [
    'pact.doc',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]),
    'file-office',
  ],
  ['pact.rtf', latin('{\\rtf1\\ansi The Pact}'), 'file-office'],
  ['pacts.zip', archive({ 'pact.pdf': '%PDF-1.7', 'decision.pdf': '%PDF-1.7' }), 'file-zip'],
  ['pacts.bz2', latin('BZh91AY&SY'), 'file-zip'],
  ['pacts.rar', latin('Rar!\x1a\x07\x01\0'), 'file-zip'],
  ['pacts.7z', Buffer.from('377abcaf271c0004', 'hex'), 'file-zip'],
  [
    'pact.eml',
    latin('Received: from town.eu\r\n by coe.int\r\nSubject: =?utf-8?Q?Pact?=\r\n\r\nPact'),
    'file-mail',
  ],
  ['pact.pdf', latin('From: Ana <ana@town.eu>\nSubject: Pact\n\n%PDF-1.7'), 'file-mail'],
  ['pact', latin('From: Ana <ana@town.eu>\nTo: pact@coe.int\nSubject: Pact\n\nx'), 'file-mail'],
  [
    'Pact.MSG',
    Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]),
    'file-mail',
  ],
  ['pact.pages', archive({ 'preview.jpg': 'x', 'Data/one.jpg': 'x' }), 'file-office'],
  ['pact.docx', archive({ 'docProps/app.xml': '<x/>' }), 'file-office'],
  ['pact.adoc', archive({ 'pact.pdf': 'x' }), 'file-asice'],
  ['pact.p7m', Buffer.from('3080060b2a8648', 'hex'), 'file-p7m'],
  ['pact.txt', latin('The Pact'), 'file-type'],
  ['letter.txt', latin('To: everybody\n\nThe Pact'), 'file-type'],
  ['page.pdf', latin('<!doctype html>%PDF-1.7'), 'file-type'],
];

describe('IN10 files that people send instead of a PDF', () => {
  it.each(sent)(
    '%s is refused by name, by form, API and in pieces, and nothing is left',
    async (name, content, code) => {
      const town = await Applicant.begins(register, {}, 'fr');
      await changesNothing(register, async () => {
        expectProblem(await town.sendsFile(content, name), 415, code);
        const page = await town.browser
          .post('/fr/endorse/documents')
          .accept('text/html')
          .field({ kind: 'signed_pact' })
          .attach('file', content, name);
        expect(page.status).toBe(415);
        expect(page.text).toContain(wordsOf('fr', code));
      });
      const begun = await town.browser
        .post('/api/v1/submission/uploads')
        .send({ kind: 'other', fileName: name, bytes: content.length })
        .expect(201);
      const { id } = begun.body as { id: string };
      const piece = town.browser
        .patch(`/api/v1/submission/uploads/${id}`)
        .set('Upload-Offset', '0');
      expectProblem(
        await piece.set('Content-Type', 'application/offset+octet-stream').send(content),
        415,
        code,
      );
      expect((await town.looks()).documents).toEqual([]);
    },
  );

  it.each<[string, Buffer]>([
    ['a newline', RawPdf.page('x', { before: '\r\n' }).end()],
    [
      'a printer’s words',
      RawPdf.page('x', {
        before: '\x1b%-12345X@PJL SET COPIES=1\n@PJL ENTER LANGUAGE=PDF\n',
      }).end(),
    ],
    ['a byte order mark', RawPdf.page('x', { before: '\xef\xbb\xbf' }).end()],
    ['nothing', readFileSync(join(import.meta.dirname, '../fixtures/owner-password-only.pdf'))],
  ])('a PDF with %s before its header is one', async (_, content) => {
    const town = await Applicant.begins(register);
    await town.uploads(content);
  });
});

function wordsOf(language: string, code: string): string {
  const texts = JSON.parse(
    readFileSync(join(import.meta.dirname, `../../../locales/${language}/errors.json`), 'utf8'),
  ) as {
    fields: { file: Record<string, string> };
  };
  const key = (fileProblems as Record<string, string>)[code]!;
  return texts.fields.file[key]!.replace('{max}', String(limits.documentBytes / 1024 / 1024));
}

describe('IN10 each way to refuse a document has its words', () => {
  const folders = ['platform/documents', 'joining/drafts'].map((folder) =>
    join(import.meta.dirname, '../../src', folder),
  );
  const source = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
      .map((name) => readFileSync(join(folder, name), 'utf8')),
  );
  const codes = source.flatMap((text) =>
    [...text.matchAll(/new Problem\(\s*\d+,\s*'([a-z-]+)'/g)].map(([, code]) => code!),
  );
  /** Told by other forms than that of documents, in the words of the problem. */
  const ofOtherForms = [
    'attachments-full',
    'attachment-gone',
    'too-many-attachments',
    'picture-too-large',
    'picture-type',
    'picture-unreadable',
  ];
  /** No message is shown: scripts continue automatically, or our scripts never send this. */
  const silent = [
    'upload-offset',
    'upload-finishing',
    'busy',
    'storage-unavailable',
    'bad-request',
    'proof-needed',
  ];

  it('the script knows every code that the server’s sources hold', () => {
    const known: string[] = [
      ...Object.keys(fileProblems),
      ...uploadProblems,
      ...ofOtherForms,
      ...silent,
    ];
    expect(codes.length).toBeGreaterThan(8);
    expect([...new Set(codes)].filter((code) => !known.includes(code))).toEqual([]);
    const inspector = readFileSync(join(folders[0]!, 'pdf-reading.mjs'), 'utf8');
    const reasons = /@param \{('[^}]+)\} reason/.exec(inspector)![1]!.match(/[a-z-]+/g)!;
    expect(
      reasons.map((reason) => `file-${reason}`).filter((code) => !known.includes(code)),
    ).toEqual([]);
    const kinds = [
      ...readFileSync(join(folders[0]!, 'file-kind.ts'), 'utf8').matchAll(/^ {2}([a-z0-9]+): '/gm),
    ];
    expect(kinds.map(([, kind]) => `file-${kind}`).filter((code) => !known.includes(code))).toEqual(
      [],
    );
  });

  it.each(languages)('those of other forms have theirs in %s', (language) => {
    const { problems } = JSON.parse(
      readFileSync(join(import.meta.dirname, `../../../locales/${language}/errors.json`), 'utf8'),
    ) as { problems: Record<string, string> };
    for (const code of ofOtherForms) expect(problems[code]).toMatch(/.{10}/);
  });

  it.each(languages)('the page hands each of them over in %s', async (language) => {
    const town = await Applicant.begins(register);
    const { text } = await town.browser
      .get(`/${language}/endorse/documents`)
      .accept('text/html')
      .expect(200);
    const attribute = /data-problems="([^"]*)"/
      .exec(text)![1]!
      .replace(/&quot;/g, '"')
      .replace(/&#39;/g, "'")
      .replace(/&amp;/g, '&');
    const problems = JSON.parse(attribute) as Record<string, string>;
    for (const code of [...Object.keys(fileProblems), ...uploadProblems])
      expect(problems[code]).toMatch(/.{10}/);
    expect(problems['file-too-large']).toContain(String(limits.documentBytes / 1024 / 1024));
    expect(JSON.stringify(problems)).not.toMatch(/\{max\}|errors\./);
  });
});

describe('IN11 a file that was chosen is not forgotten', () => {
  const continues = (town: Applicant, file?: Buffer) => {
    const request = town.browser
      .post('/en/endorse/documents?then=continue')
      .accept('text/html')
      .field({ kind: 'signed_pact' });
    return file
      ? request.attach('file', file, 'pact.pdf')
      : request.attach('file', Buffer.alloc(0), { filename: '' });
  };

  it('"Save and continue" uploads the file and continues, or continues without one; a refused file stays on the page', async () => {
    const town = await Applicant.begins(register);
    const empty = await continues(town);
    expect([empty.status, empty.headers['location']]).toEqual([303, '/en/endorse/authority']);
    expect((await town.looks()).documents).toEqual([]);
    const given = await continues(town, RawPdf.page('x').end());
    expect([given.status, given.headers['location']]).toEqual([303, '/en/endorse/authority']);
    expect((await town.looks()).documents).toHaveLength(1);
    const refused = await continues(town, latin('no PDF'));
    expect(refused.status).toBe(415);
    expect((await town.looks()).documents).toHaveLength(1);
    const { text } = await town.browser
      .get('/en/endorse/documents')
      .accept('text/html')
      .expect(200);
    expect(text).toMatch(
      /formaction="\/en\/endorse\/documents\?then=continue&amp;form-token=[\w-]{86}"[^>]*data-next="\/en\/endorse\/authority"/,
    );
  });
});

describe('IN10 a file that is too large', () => {
  const large = Buffer.concat([jpeg(), Buffer.alloc(19 * 1024 * 1024)]);

  it('is refused at once by the form without scripts, with the figure of the limit, and the connection goes on', async () => {
    const town = await Applicant.begins(register);
    const started = Date.now();
    await changesNothing(register, async () => {
      const page = await town.browser
        .post('/en/endorse/documents')
        .accept('text/html')
        .field({ kind: 'signed_pact' })
        .attach('file', large, 'IMG_0002.JPG');
      expect(page.status).toBe(413);
      expect(page.text).toContain('The file is too large: the maximum is 10');
      expectProblem(await town.sendsFile(large, 'IMG_0002.JPG'), 413, 'file-too-large');
    });
    expect(Date.now() - started).toBeLessThan(10_000);
    await town.uploads();
  });
});
