import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { opensWith, pdf } from '../../../test/support/pdfs.js';
import { RawPdf, shows, stream } from '../../../test/support/raw-pdfs.js';
import { cleanPdf } from './pdf-cleaning.mjs';
import { readPdf } from './pdf-reading.mjs';

const fixture = (name: string) =>
  readFileSync(new URL(`../../../test/fixtures/${name}`, import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'pact-readers-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const readers: [string, (path: string) => string[]][] = [
  ['pdftotext', (path) => [path, '-']],
  ['mutool', (path) => ['draw', '-q', '-F', 'txt', path]],
];
const installed = (program: string) => {
  try {
    execFileSync(program, ['-v'], { stdio: 'pipe' });
    return true;
  } catch (error) {
    return (error as { code?: string }).code !== 'ENOENT';
  }
};
const textBy = (program: string, args: string[]) =>
  execFileSync(program, args, { encoding: 'utf8', stdio: 'pipe' }).replace(/\s+/g, ' ').trim();

/**
 * A file as Acrobat 5 could read it: objects in a stream, and a table for readers that do not
 * support such streams.
 */
function hybrid(): Buffer {
  const file = RawPdf.page('hybrid').add(10, stream('/Type/ObjStm/N 1/First 5', '11 0 <</A 1>>'));
  const entries = Buffer.from([2, 0, 10, 0]);
  const at = file.length;
  file.add(12, stream('/Type/XRef/Size 13/W[1 2 1]/Index[11 1]', entries), false);
  return file.end(`/XRefStm ${at}`);
}
function updated(): Buffer {
  const file = RawPdf.page('before');
  const { at } = file.table();
  file.add(4, shows('after')).table('', at);
  return file.bytes();
}

/** For accepted files, each reader finds the same text in the original and the copy. */
const accepted: [string, () => Buffer | Promise<Buffer>][] = [
  ['a plain paper', () => RawPdf.page('The Pact').end()],
  ['objects in streams', () => pdf(() => undefined, true)],
  [
    'a script',
    () => pdf((document) => opensWith(document, { S: 'JavaScript', JS: 'app.alert(1)' }), true),
  ],
  ['an update', updated],
  ['a hybrid table', hybrid],
  [
    'an object that the table does not know',
    () => RawPdf.page('one').add(4, shows('another'), false).end(),
  ],
  ['no table', () => RawPdf.page('one').raw('trailer\n<</Root 1 0 R>>\n%%EOF\n').bytes()],
  [
    'packed content',
    () =>
      RawPdf.page('x')
        .add(
          4,
          stream(
            '/Filter/FlateDecode',
            deflateSync(Buffer.from('BT /F1 9 Tf 9 9 Td (packed) Tj ET')),
          ),
        )
        .end(),
  ],
  ['an owner’s password', () => fixture('owner-password-only.pdf')],
  ['a newline before it', () => fixture('newline-before-header.pdf')],
  [
    'a printer’s words before it',
    () => RawPdf.page('printed', { before: '\x1b%-12345X@PJL\n' }).end(),
  ],
];

describe.each(readers.filter(([program]) => installed(program)))(
  'TR17 read by %s',
  (program, args) => {
    it.each(accepted)('%s shows the same text as its copy', async (_, make) => {
      const original = await make();
      const [path, copyPath] = ['original.pdf', 'copy.pdf'].map((name) => join(folder, name)) as [
        string,
        string,
      ];
      writeFileSync(path, original);
      writeFileSync(copyPath, await cleanPdf(await readPdf(original)));
      const text = textBy(program, args(copyPath));
      expect(text).toBe(textBy(program, args(path)));
      expect(text).not.toBe('');
    });
  },
);

if (installed('qpdf'))
  describe('TR17 checked by qpdf', () => {
    it.each(accepted)('the copy of %s is without fault', async (_, make) => {
      const path = join(folder, 'checked.pdf');
      writeFileSync(path, await cleanPdf(await readPdf(await make())));
      expect(execFileSync('qpdf', ['--check', path], { encoding: 'utf8' })).toContain(
        'No syntax or stream encoding errors',
      );
    });
  });
