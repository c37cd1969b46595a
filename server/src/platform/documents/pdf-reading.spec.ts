import { deflateSync } from 'node:zlib';
import { cleans, everythingIn, refusal } from '../../../test/support/pdf-copies.js';
import { RawPdf, stream } from '../../../test/support/raw-pdfs.js';
import { findingsOf } from './pdf-content.mjs';
import { readPdf } from './pdf-reading.mjs';

/** As left by an interrupted transfer: with its page, but without the content and the table. */
function cutOff(): Buffer {
  const pages = new RawPdf()
    .add(1, '<</Type/Catalog/Pages 2 0 R>>')
    .add(2, '<</Type/Pages/Kids[3 0 R]/Count 1>>')
    .add(3, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R/Resources 5 0 R>>')
    .bytes();
  return Buffer.concat([pages, Buffer.from('4 0 obj\n<</Length 900>>\nstream\nBT (Pact')]);
}

describe('TR17 one way to read a PDF', () => {
  const hides = (pdf: RawPdf) => pdf.add(4, stream('', 'BT (another) Tj ET'), false);
  it.each<[string, Buffer, string]>([
    [
      'an object twice and no table',
      hides(RawPdf.page('one')).raw('trailer\n<</Root 1 0 R>>\n%%EOF').bytes(),
      'ambiguous',
    ],
    [
      'an object twice and a table that leads nowhere',
      hides(RawPdf.page('one')).raw('trailer\n<</Root 1 0 R>>\nstartxref\n7\n%%EOF').bytes(),
      'ambiguous',
    ],
    [
      'no table, and an object inside a stream',
      RawPdf.page('one')
        .add(10, stream('', '4 0 obj\n<<>>\nendobj'))
        .raw('trailer\n<</Root 1 0 R>>')
        .bytes(),
      'ambiguous',
    ],
    [
      'no table, and an object in a packed stream of objects',
      RawPdf.page('one')
        .add(
          10,
          stream(
            '/Type/ObjStm/N 1/First 4/Filter/FlateDecode',
            deflateSync(Buffer.from('4 0 (x)')),
          ),
        )
        .raw('trailer\n<</Root 1 0 R>>')
        .bytes(),
      'ambiguous',
    ],
    [
      'a key twice',
      RawPdf.page('one', { page: '/Contents 10 0 R' })
        .add(10, stream('', 'BT (another) Tj ET'))
        .end(),
      'ambiguous',
    ],
    [
      'two tables, counted from two beginnings',
      (() => {
        const inner = RawPdf.page('one').end();
        const text = inner.toString('latin1');
        const at = Number(/startxref\n(\d+)/.exec(text)![1]);
        const table = 'xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R>>\n';
        const before = `${' '.repeat(at)}${table}`;
        return Buffer.from(before + text, 'latin1');
      })(),
      'ambiguous',
    ],
    ['cut off behind its first page', cutOff(), 'unreadable'],
    ['nothing but a header', Buffer.from('%PDF-1.7\n'), 'unreadable'],
    [
      'no page',
      new RawPdf()
        .add(1, '<</Type/Catalog/Pages 2 0 R>>')
        .add(2, '<</Type/Pages/Kids[]/Count 0>>')
        .end(),
      'unreadable',
    ],
    [
      'a tree of pages that bites its tail',
      new RawPdf()
        .add(1, '<</Type/Catalog/Pages 2 0 R>>')
        .add(2, '<</Type/Pages/Kids[2 0 R]/Count 1>>')
        .end(),
      'unreadable',
    ],
    [
      'more pages than anybody reads',
      new RawPdf()
        .add(1, '<</Type/Catalog/Pages 2 0 R>>')
        .add(2, `<</Type/Pages/Kids[${'3 0 R '.repeat(2_001)}]/Count 2001>>`)
        .add(3, '<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>')
        .end(),
      'too-long',
    ],
    [
      'brackets without end',
      Buffer.from(`%PDF-1.7\n1 0 obj\n${'['.repeat(100_000)}`),
      'unreadable',
    ],
  ])('%s: refused', async (_, file, reason) => expect(await refusal(file)).toBe(reason));

  it.each<[string, RawPdf]>([
    ['an object twice, of which the table knows one', hides(RawPdf.page('one'))],
    ['no table, each object once', RawPdf.page('one').raw('trailer\n<</Root 1 0 R>>\n%%EOF')],
    [
      'a printer’s words around it',
      RawPdf.page('one', { before: '\x1b%-12345X@PJL JOB\n@PJL ENTER LANGUAGE=PDF\n' }),
    ],
    ['a newline before it', RawPdf.page('one', { before: '\r\n' })],
  ])('%s: read', async (_, pdf) => {
    const found = await everythingIn(await cleans(pdf.end()));
    expect(found).toContain('(one)');
    expect(found).not.toContain('another');
  });

  it('PR7 a script in a packed stream of objects is reported, also one that no table leads to', async () => {
    const script = deflateSync(Buffer.from('10 0 <</S/JavaScript/JS(app.alert\\(1\\))>>'));
    const packed = stream('/Type/ObjStm/N 1/First 5/Filter/FlateDecode', script);
    const file = RawPdf.page('one', { catalog: '/OpenAction 10 0 R' })
      .add(11, packed)
      .raw('trailer\n<</Root 1 0 R>>')
      .bytes();
    expect(findingsOf(await readPdf(file), file)).toEqual(['automatic_action', 'javascript']);
    const loose = RawPdf.page('one')
      .add(10, '<</S/J#61vaScript/J#53(app.alert\\(1\\))>>', false)
      .end();
    expect(findingsOf(await readPdf(loose), loose)).toEqual(['javascript']);
    for (const each of [file, loose])
      expect(await everythingIn(await cleans(each))).not.toMatch(/JavaScript|alert/);
  });
});
