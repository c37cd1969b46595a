import { deflateSync } from 'node:zlib';
import { cleans, everythingIn, noCopy } from '../../../test/support/pdf-copies.js';
import { jpeg, jpeg2000, scan, trace } from '../../../test/support/photos.js';
import { RawPdf, stream } from '../../../test/support/raw-pdfs.js';

const image = (filter: string, content: Buffer, more = '') =>
  stream(
    '/Type/XObject/Subtype/Image/Width 16/Height 16/BitsPerComponent ' +
      `8/ColorSpace/DeviceGray${filter}${more}`,
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
          '/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Im1 11 0 ' +
            'R>>>>/Metadata 12 0 R',
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
      'BI /Width 16 /Height 16 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter ' +
        `[/DCTDecode] ID ${photo.toString('latin1')}\nEI`,
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
      'BI /W 1 /H 1 /BPC 8 /CS /G ID x\nEI Q q BI /W 16 /H 16 /BPC 8 /CS /G /F /DCT ID ' +
        `${photo.toString('latin1')}\nEI`,
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
