import { stripJpeg, stripPng } from './image-metadata.mjs';

const segment = (marker: number, body: Buffer) => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
};
const latin = (text: string) => Buffer.from(text, 'latin1');
const soi = latin('\xff\xd8');
const eoi = latin('\xff\xd9');
const jfif = segment(0xe0, latin('JFIF\0\x01\x01\0\0\x01\0\x01\0\0'));
const tables = segment(0xdb, Buffer.alloc(65, 1));
const frame = segment(0xc2, latin('\x08\0\x01\0\x01\x01\x01\x11\0'));
const scan = Buffer.concat([
  segment(0xda, latin('\x01\x01\0\0\x3f\0')),
  latin('pixels\xff\0more\xff\xd0pixels'),
]);

/** EXIF with an orientation, the maker's name and a GPS directory, in either byte order. */
function exif(orientation: number, little: boolean): Buffer {
  const tiff = Buffer.alloc(60);
  const short = (value: number, at: number) =>
    little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at);
  tiff.write(little ? 'II' : 'MM', 'latin1');
  short(42, 2);
  if (little) tiff.writeUInt32LE(8, 4);
  else tiff.writeUInt32BE(8, 4);
  short(2, 8);
  short(0x8825, 10);
  short(0x0112, 22);
  short(3, 24);
  short(orientation, 30);
  tiff.write('CanonGPS 48.58', 40, 'latin1');
  return segment(0xe1, Buffer.concat([latin('Exif\0\0'), tiff]));
}

describe('PR7 a photo without metadata', () => {
  it.each([
    ['little', true],
    ['big', false],
  ] as const)(
    'a JPEG keeps its pixels, colours and orientation (%s endian), and nothing else',
    (_, little) => {
      const xmp = segment(0xe1, latin('http://ns.adobe.com/xap/1.0/\0<x>Ada</x>'));
      const comment = segment(0xfe, latin('taken by Ada'));
      const file = Buffer.concat([
        soi,
        jfif,
        exif(6, little),
        xmp,
        comment,
        tables,
        frame,
        scan,
        tables,
        scan,
        eoi,
        latin('a film behind it'),
      ]);
      const cleaned = stripJpeg(file);
      const pixels = Buffer.concat([tables, frame, scan, tables, scan, eoi]);
      expect(cleaned.subarray(-pixels.length).equals(pixels)).toBe(true);
      expect(cleaned.toString('latin1')).not.toMatch(/Ada|GPS|Canon|film/);
      expect(stripJpeg(cleaned).equals(cleaned)).toBe(true);
      const orientation = cleaned.subarray(cleaned.indexOf(latin('\x01\x12\0\x03')) + 8);
      expect(orientation.readUInt16BE(0)).toBe(6);
    },
  );

  it('an upright JPEG keeps no orientation', () => {
    expect(
      stripJpeg(Buffer.concat([soi, jfif, exif(1, false), tables, frame, scan, eoi])).includes(
        'Exif',
      ),
    ).toBe(false);
  });

  it.each([
    ['cut off in a scan', Buffer.concat([soi, tables, frame, scan])],
    ['cut off in a segment', Buffer.concat([soi, tables.subarray(0, 20)])],
    ['without an end', soi],
    ['something else', latin('GIF89a')],
  ])('a JPEG that is %s is given back to nobody', (_, file) => {
    expect(() => stripJpeg(file)).toThrow();
  });

  it('a PNG keeps the chunks of its picture only', () => {
    const chunk = (type: string, body: string) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(body.length);
      return Buffer.concat([length, latin(type + body), Buffer.alloc(4)]);
    };
    const signature = Buffer.from('89504e470d0a1a0a', 'hex');
    const [head, data, end] = [chunk('IHDR', 'size'), chunk('IDAT', 'pixels'), chunk('IEND', '')];
    const file = Buffer.concat([
      signature,
      head,
      chunk('tEXt', 'Author\0Ada'),
      chunk('eXIf', 'GPS'),
      chunk('tIME', '2026'),
      data,
      end,
      latin('more'),
    ]);
    expect(stripPng(file).equals(Buffer.concat([signature, head, data, end]))).toBe(true);
    expect(() => stripPng(file.subarray(0, 60))).toThrow();
    expect(() => stripPng(latin('GIF89a'))).toThrow();
  });
});
