import { readFileSync } from 'node:fs';
import { deflateSync, inflateSync } from 'node:zlib';
import { PDFDocument, PDFRawStream } from '@cantoo/pdf-lib';
import {
  jpeg,
  jpeg2000,
  jpegTraces,
  pngWithTraces,
  profile,
  scan,
  trace,
} from '../../../test/support/photos.js';
import { RawPdf, stream } from '../../../test/support/raw-pdfs.js';
import { stripJpeg, stripPng } from './image-metadata.mjs';
import { stripJpeg2000 } from './jpeg2000.mjs';
import { cleanPdf } from './pdf-cleaning.mjs';
import { findingsOf } from './pdf-content.mjs';
import { readPdf } from './pdf-reading.mjs';

const fixture = (name: string) =>
  readFileSync(new URL(`../../test/fixtures/${name}`, import.meta.url));
const cleans = async (file: Buffer) => cleanPdf(await readPdf(file));
const refusal = (file: Buffer) =>
  readPdf(file).then(
    () => null,
    (error: { reason: string }) => error.reason,
  );
const noCopy = (file: Buffer) =>
  cleans(file).then(
    () => null,
    (error: { reason: string }) => error.reason,
  );

/** All that is in a PDF, also what is packed. */
async function everythingIn(file: Buffer): Promise<string> {
  const pdf = await PDFDocument.load(file, { updateMetadata: false });
  const streams = pdf.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) =>
      object instanceof PDFRawStream ? [Buffer.from(object.contents)] : [],
    );
  const unpacked = streams.map((each) => {
    try {
      return inflateSync(each).toString('latin1');
    } catch {
      return '';
    }
  });
  return [file.toString('latin1'), ...unpacked].join('\n');
}

const image = (filter: string, content: Buffer, more = '') =>
  stream(
    `/Type/XObject/Subtype/Image/Width 16/Height 16/BitsPerComponent 8/ColorSpace/DeviceGray${filter}${more}`,
    content,
  );
const withImage = (body: string, ...others: [number, string][]) => {
  const pdf = RawPdf.page('A scan', { resources: '/XObject<</Im0 10 0 R>>' }).add(10, body);
  for (const [number, other] of others) pdf.add(number, other);
  return pdf.end();
};
const hex = (content: Buffer) => Buffer.from(`${content.toString('hex')}>`);
const runLength = (content: Buffer) =>
  Buffer.concat([...content].map((byte) => Buffer.from([0, byte])).concat(Buffer.from([128])));
const photo = jpeg();

describe('IN10 PR7 photos in a PDF, however their filters are spelt', () => {
  it.each<[string, Buffer]>([
    ['one filter', withImage(image('/Filter/DCTDecode', photo))],
    ['a list', withImage(image('/Filter[/DCTDecode]', photo))],
    ['a list of two', withImage(image('/Filter[/FlateDecode/DCTDecode]', deflateSync(photo)))],
    [
      'two, with parameters',
      withImage(
        image(
          '/Filter[/FlateDecode/DCTDecode]/DecodeParms[null<</ColorTransform 0>>]',
          deflateSync(photo),
        ),
      ),
    ],
    ['hexadecimal', withImage(image('/Filter[/ASCIIHexDecode/DCTDecode]', hex(photo)))],
    ['runs', withImage(image('/Filter[/RunLengthDecode/DCTDecode]', runLength(photo)))],
    [
      'three',
      withImage(image('/Filter[/ASCIIHexDecode/FlateDecode/DCTDecode]', hex(deflateSync(photo)))),
    ],
    ['abbreviations', withImage(image('/Filter[/Fl/DCT]', deflateSync(photo)))],
    ['one abbreviation', withImage(image('/Filter/DCT', photo))],
    ['the short key', withImage(image('/F/DCT', photo))],
    ['an odd spelling', withImage(image('/Filter/DCT#44ecode', photo))],
    ['a filter that is an object', withImage(image('/Filter 11 0 R', photo), [11, '/DCTDecode'])],
    [
      'a list that is an object',
      withImage(
        image('/Filter 11 0 R', deflateSync(photo)),
        [11, '[/FlateDecode 12 0 R]'],
        [12, '/DCTDecode'],
      ),
    ],
    [
      'a length that is an object',
      withImage(image('/Filter/DCTDecode', photo).replace(/\/Length \d+/, '/Length 11 0 R'), [
        11,
        `${photo.length}`,
      ]),
    ],
    [
      'spaces before the photo',
      withImage(image('/Filter/DCTDecode', Buffer.concat([Buffer.from('\r\n  '), photo]))),
    ],
    [
      'a photo without its end',
      withImage(image('/Filter/DCTDecode', photo.subarray(0, photo.indexOf(scan) + scan.length))),
    ],
    ['JPEG 2000', withImage(image('/Filter/JPXDecode', jpeg2000()))],
    [
      'JPEG 2000 in a list of two',
      withImage(image('/Filter[/FlateDecode/JPXDecode]', deflateSync(jpeg2000()))),
    ],
    [
      'a mask',
      withImage(image('/Filter/DCTDecode', photo, '/SMask 11 0 R'), [
        11,
        image('/Filter[/DCTDecode]', photo),
      ]),
    ],
    [
      'a form inside a form',
      withImage(
        stream(
          '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Im1 11 0 R>>>>/Metadata 12 0 R',
          '/Im1 Do',
        ),
        [11, image('/Filter[/DCTDecode]', photo, '/Metadata 12 0 R')],
        [12, stream('/Type/Metadata/Subtype/XML', `<?xpacket?>${trace}`)],
      ),
    ],
  ])('%s: the picture stays, its maker goes', async (_, file) => {
    const found = await everythingIn(await cleans(file));
    expect(found).toContain('pixels');
    expect(found).not.toMatch(/TRACE|Exif|xmp/);
  });

  it.each<[string, string]>([
    ['plain', `BI /W 16 /H 16 /BPC 8 /CS /G /F /DCT ID ${photo.toString('latin1')}\nEI`],
    [
      'full names',
      `BI /Width 16 /Height 16 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter [/DCTDecode] ID ${photo.toString('latin1')}\nEI`,
    ],
    [
      'packed twice',
      `BI /W 16 /H 16 /BPC 8 /CS /G /F [/Fl /DCT] ID ${deflateSync(photo).toString('latin1')}\nEI`,
    ],
    [
      'in hexadecimal',
      `BI /W 16 /H 16 /BPC 8 /CS /G /F [/AHx /DCT] ID ${hex(photo).toString('latin1')}\nEI`,
    ],
    [
      'after another',
      `BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI Q q BI /W 16 /H 16 /BPC 8 /CS /G /F /DCT ID ${photo.toString('latin1')}\nEI`,
    ],
  ])('an inline photo, %s', async (_, content) => {
    for (const page of [
      stream('', `q ${content} Q`),
      stream('/Filter/FlateDecode', deflateSync(Buffer.from(`q ${content} Q`, 'latin1'))),
    ]) {
      const found = await everythingIn(await cleans(RawPdf.page('x').add(4, page).end()));
      expect(found).toContain('pixels');
      expect(found).not.toMatch(/TRACE|Exif|xmp/);
    }
  });

  it.each<[string, Buffer, string]>([
    [
      'a photo that is none',
      withImage(image('/Filter/DCTDecode', Buffer.from(`no photo ${trace}`))),
      'photo',
    ],
    ['a photo inside a photo', withImage(image('/Filter[/DCTDecode/DCTDecode]', photo)), 'photo'],
    [
      'a photo with a predictor',
      withImage(
        image(
          '/Filter[/FlateDecode/DCTDecode]/DecodeParms[<</Predictor 12>>null]',
          deflateSync(photo),
        ),
      ),
      'photo',
    ],
    [
      'an inline photo that is cut off',
      RawPdf.page('x')
        .add(4, stream('', `BI /F /DCT ID ${photo.subarray(0, 400).toString('latin1')}\nEI`))
        .end(),
      'drawing',
    ],
    [
      'a page that cannot be unpacked',
      RawPdf.page('x').add(4, stream('/Filter/JBIG9', 'q')).end(),
      'drawing',
    ],
    [
      'XMP in a stream of nothing',
      RawPdf.page('x', { resources: '/Properties<</P 10 0 R>>' })
        .add(10, stream('', '<?xpacket begin'))
        .end(),
      'metadata_left',
    ],
  ])('%s: no copy, and why', async (_, file, reason) => expect(await noCopy(file)).toBe(reason));
});

describe('IN10 PR7 what a PDF tells beside its pages', () => {
  const xmp = stream(
    '/Type/Metadata/Subtype/XML',
    `<?xpacket begin="" id="W5M0"?><x:xmpmeta>${trace}`,
  );
  it.each<[string, RawPdf]>([
    ['the document’s XMP', RawPdf.page('x', { catalog: '/Metadata 10 0 R' }).add(10, xmp)],
    [
      'a page’s XMP and private data',
      RawPdf.page('x', {
        page: `/Metadata 10 0 R/PieceInfo<</App<</Private 10 0 R/By(${trace})>>>>`,
      }).add(10, xmp),
    ],
    [
      'a font’s XMP',
      RawPdf.page('x')
        .add(5, '<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Metadata 10 0 R>>')
        .add(10, xmp),
    ],
    [
      'a property list’s XMP',
      RawPdf.page('x', { resources: '/Properties<</Metadata 10 0 R>>' }).add(10, xmp),
    ],
    ['a page’s thumbnail', RawPdf.page('x', { page: '/Thumb 10 0 R' }).add(10, stream('', trace))],
    [
      'where it was',
      RawPdf.page('x', { page: `/VP[<</Measure<</Subtype/GEO/GPTS[48.5 7.7]/Name(${trace})>>>>]` }),
    ],
    [
      'where it was made',
      RawPdf.page('x', {
        catalog: `/SpiderInfo<</A(${trace})>>/URI<</Base(${trace})>>/Legal<</A(${trace})>>/Threads[<</I<</Author(${trace})>>>>]`,
      }),
    ],
    [
      'files beside it',
      RawPdf.page('x', { catalog: `/AF[10 0 R]/Names<</EmbeddedFiles<</Names[(a)10 0 R]>>>>` }).add(
        10,
        `<</Type/Filespec/F(${trace})>>`,
      ),
    ],
    [
      'a comment on the page',
      RawPdf.page('x').add(4, stream('', `% by ${trace}\nBT (100 % pixels) Tj ET % ${trace}`)),
    ],
    [
      'the maker of a note',
      RawPdf.page('x', {
        page: `/Annots[<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/T(${trace})/NM(${trace})/RC(${trace})/Subj(${trace})/Popup 10 0 R>>10 0 R]`,
      }).add(10, `<</Type/Annot/Subtype/Popup/Rect[0 0 9 9]/Contents(${trace})>>`),
    ],
    [
      'a form',
      RawPdf.page('x', {
        catalog: `/AcroForm<</Fields[10 0 R]/XFA 11 0 R>>`,
        page: '/Annots[10 0 R]',
      })
        .add(
          10,
          `<</Type/Annot/Subtype/Widget/FT/Tx/T(${trace})/TU(${trace})/V(${trace})/DV(${trace})/Rect[0 0 9 9]/AA<</K<</S/JavaScript/JS(${trace})>>>>>>`,
        )
        .add(11, stream('', trace)),
    ],
    [
      'a signature',
      RawPdf.page('x', {
        catalog: `/AcroForm<</SigFlags 3/Fields[10 0 R]>>/Perms<</DocMDP 11 0 R>>/DSS<</Certs[12 0 R]>>`,
        page: '/Annots[10 0 R]',
      })
        .add(10, '<</Type/Annot/Subtype/Widget/FT/Sig/V 11 0 R/Rect[0 0 9 9]>>')
        .add(
          11,
          `<</Type/Sig/Filter/Adobe.PPKLite/Name(${trace})/Location(${trace})/M(D:2026)/Contents<00>/ByteRange[0 1 2 3]>>`,
        )
        .add(12, stream('', trace)),
    ],
    [
      'a colour profile',
      RawPdf.page('x', {
        resources: '/ColorSpace<</C[/ICCBased 10 0 R]>>',
        catalog: '/OutputIntents[<</S/GTS_PDFA1/DestOutputProfile 11 0 R>>]',
      })
        .add(10, stream('/N 3', profile()))
        .add(11, stream('/N 3/Filter/FlateDecode', deflateSync(profile()))),
    ],
    [
      'a layer’s maker',
      RawPdf.page('x', {
        catalog: `/OCProperties<</OCGs[10 0 R]/D<<>>>>`,
        resources: '/Properties<</L 10 0 R>>',
      }).add(
        10,
        `<</Type/OCG/Name(Layer)/Usage<</CreatorInfo<</Creator(${trace})>>/User<</Name(${trace})>>>>>>`,
      ),
    ],
    [
      'where a picture came from',
      RawPdf.page('x', { resources: '/XObject<</I 10 0 R>>' }).add(
        10,
        stream(
          `/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/OPI<</2.0<</F(${trace})>>>>/ID(${trace})`,
          'x',
        ),
      ),
    ],
    [
      'a file outside',
      RawPdf.page('x', { resources: '/XObject<</I 10 0 R>>' }).add(
        10,
        stream(
          `/Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/F(${trace})`,
          'x',
        ),
      ),
    ],
    ['what nothing leads to', RawPdf.page('x').add(10, stream('', trace))],
    [
      'an earlier revision',
      (() => {
        const pdf = RawPdf.page(trace);
        const { at } = pdf.table(`/Info 10 0 R/ID[<00><00>]`);
        pdf.add(4, stream('', 'BT (pixels) Tj ET')).table('', at);
        return pdf;
      })(),
    ],
  ])('%s is not in the copy', async (_, pdf) => {
    const found = await everythingIn(await cleans(pdf.end()));
    expect(found).not.toContain(trace);
    expect(found).not.toMatch(/xpacket|GPTS|ByteRange/);
  });

  it('names that the author chose are kept: a font may be called /ID, a letter /T', async () => {
    const file = RawPdf.page('x', { resources: '/XObject<</ID 10 0 R/Thumb 10 0 R/AA 10 0 R>>' })
      .add(10, stream('/Type/XObject/Subtype/Form/BBox[0 0 9 9]', 'q Q'))
      .end();
    const found = await everythingIn(await cleans(file));
    for (const name of ['/ID ', '/Thumb ', '/AA ']) expect(found).toContain(name);
  });
});

describe('IN10 PR7 photos by themselves', () => {
  it.each(Object.entries(jpegTraces))('a JPEG without %s', (_, part) => {
    const cleaned = stripJpeg(jpeg(part)).toString('latin1');
    expect(cleaned).toContain('pixels');
    expect(cleaned).not.toMatch(/TRACE|Exif|xmp|between/);
  });

  it('keeps the colours of its profile', () => {
    const cleaned = stripJpeg(jpeg());
    expect(cleaned.includes('colours')).toBe(true);
    expect(stripJpeg(cleaned).equals(cleaned)).toBe(true);
  });

  it('a PNG without texts, EXIF, times and what hides behind its end', () => {
    const cleaned = stripPng(pngWithTraces());
    expect(cleaned.toString('latin1')).not.toMatch(/TRACE|eXIf|tEXt|zTXt|iTXt|caBX|tIME/);
    expect(cleaned.includes('iCCPicc')).toBe(true);
    expect(stripPng(cleaned).equals(cleaned)).toBe(true);
  });

  it('a JPEG 2000, in boxes or bare, keeps each length', () => {
    const boxed = jpeg2000();
    const bare = boxed.subarray(
      boxed.indexOf('ff4fff51', 0, 'hex'),
      boxed.indexOf('ffd9', 0, 'hex') + 2,
    );
    for (const file of [boxed, bare]) {
      const cleaned = stripJpeg2000(file);
      expect(cleaned.length).toBe(file.length);
      expect(cleaned.includes('pixels')).toBe(true);
      expect(cleaned.toString('latin1')).not.toMatch(/TRACE|xmp/);
    }
    expect(() => stripJpeg2000(boxed.subarray(0, 60))).toThrow();
  });

  it('the cases that people sent', async () => {
    expect(stripJpeg(fixture('photo-with-gps.jpg')).toString('latin1')).not.toMatch(
      /Exif|Phone of/,
    );
    for (const name of [
      'scan-filter-array.pdf',
      'owner-password-only.pdf',
      'newline-before-header.pdf',
    ]) {
      expect(await everythingIn(await cleans(fixture(name)))).not.toMatch(
        /Exif|Phone of|pdf-lib|Producer/,
      );
    }
  });
});

describe('TR17 one reading', () => {
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
        const before = `${' '.repeat(at)}xref\n0 1\n0000000000 65535 f \ntrailer\n<</Root 1 0 R>>\n`;
        return Buffer.from(before + text, 'latin1');
      })(),
      'ambiguous',
    ],
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

  it('PR7 a script in a packed stream of objects is told, also one that no table leads to', async () => {
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
