import { deflateSync } from 'node:zlib';
import { chunk, png } from './pictures.js';

/** Put wherever a camera, a program or a person can leave a trace. No cleaned copy contains it. */
export const trace = 'TRACE-of-J-Doe';

const latin = (text: string) => Buffer.from(text, 'latin1');

/** Begins as a photo and is none. */
export const unreadablePhoto = Buffer.concat([
  Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
  latin('not really'),
]);

export function segment(marker: number, body: Buffer | string): Buffer {
  const content = typeof body === 'string' ? latin(body) : body;
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, content]);
}

/** EXIF with a camera maker, a position, an orientation and a JPEG thumbnail. */
export function exif(orientation = 1): Buffer {
  const tiff = Buffer.alloc(96);
  tiff.write('II*\0\x08\0\0\0\x02\0', 'latin1');
  tiff.write('\x25\x88\x04\0\x01\0\0\0\x30\0\0\0', 10, 'latin1');
  tiff.write('\x12\x01\x03\0\x01\0\0\0', 22, 'latin1');
  tiff.writeUInt16LE(orientation, 30);
  tiff.write(trace, 40, 'latin1');
  return segment(0xe1, Buffer.concat([latin('Exif\0\0'), tiff, latin('\xff\xd8\xff\xd9')]));
}

/** A profile whose colours are one tag, and whose other tags name its device. */
export function profile(): Buffer {
  const file = Buffer.alloc(128 + 4 + 3 * 12 + 20 + 40 + 40);
  file.writeUInt32BE(file.length, 0);
  file.write('acsp', 36, 'latin1');
  file.write(trace.slice(0, 8), 48, 'latin1');
  file.writeUInt32BE(3, 128);
  const tags = [
    ['rXYZ', 168, 20],
    ['desc', 188, 40],
    ['dmdd', 228, 40],
  ] as const;
  for (const [index, [name, at, length]] of tags.entries()) {
    file.write(name, 132 + index * 12, 'latin1');
    file.writeUInt32BE(at, 136 + index * 12);
    file.writeUInt32BE(length, 140 + index * 12);
  }
  file.write('XYZ \0\0\0\0colours', 168, 'latin1');
  file.write(`desc\0\0\0\0${trace}`, 188, 'latin1');
  file.write(`desc\0\0\0\0${trace}`, 228, 'latin1');
  return file;
}

const frame = Buffer.concat([
  segment(0xdb, Buffer.alloc(65, 1)),
  segment(0xc0, '\x08\0\x10\0\x10\x01\x01\x11\0'),
  segment(0xc4, Buffer.alloc(20, 0)),
]);
export const scan = Buffer.concat([
  segment(0xda, '\x01\x01\0\0\x3f\0'),
  latin('pixels\xff\0more\xff\xd0pixels'),
]);

/** Each way in which a JPEG tells of its maker; all at once, or one of them. */
export const jpegTraces: Record<string, Buffer> = {
  'an EXIF segment': exif(),
  XMP: segment(0xe1, `http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${trace}</x:xmpmeta>`),
  'XMP in several segments': Buffer.concat(
    [0, 1].map((part) =>
      segment(
        0xe1,
        `http://ns.adobe.com/xmp/extension/\0${'A'.repeat(32)}\0\0\x02\0\0\0\0${part}${trace}`,
      ),
    ),
  ),
  'EXIF split in two': Buffer.concat([
    segment(0xe1, `Exif\0\0II*\0${trace}`),
    segment(0xe1, `Exif\0\0${trace}`),
  ]),
  IPTC: segment(0xed, `Photoshop 3.0\x008BIM\x04\x04${trace}`),
  'a comment': segment(0xfe, trace),
  'a thumbnail in JFIF': segment(0xe0, `JFIF\0\x01\x01\0\0\x01\0\x01\x02\x02${trace}`),
  'a thumbnail in JFXX': segment(0xe0, `JFXX\0\x10${trace}`),
  'an index of more pictures': segment(0xe2, `MPF\0II*\0${trace}`),
  FlashPix: segment(0xe2, `FPXR\0${trace}`),
  'content credentials': segment(0xeb, `JP\0\0${trace}`),
  'a segment of the maker': segment(0xe7, trace),
  'more behind the colour transform': segment(0xee, `Adobe\0d\0\0\0\0\x01${trace}`),
  'its colour profile': segment(0xe2, Buffer.concat([latin('ICC_PROFILE\0\x01\x01'), profile()])),
};

/** A JPEG, as far as its parts go: no viewer would see more than grey in it. */
export function jpeg(
  before: Buffer = Buffer.concat(Object.values(jpegTraces)),
  after: Buffer = latin(`\xff\xd8${trace}\xff\xd9`),
): Buffer {
  return Buffer.concat([
    latin('\xff\xd8'),
    before,
    frame,
    scan,
    segment(0xfe, 'between scans'),
    scan,
    latin('\xff\xd9'),
    after,
  ]);
}

function box(type: string, body: Buffer | string): Buffer {
  const content = typeof body === 'string' ? latin(body) : body;
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8, 0);
  head.write(type, 4, 'latin1');
  return Buffer.concat([head, content]);
}

/**
 * A JPEG 2000 with XMP, EXIF in a uuid box, a profile that names its device, and comments in both
 * of its headers.
 */
export function jpeg2000(): Buffer {
  const comment = Buffer.concat([
    latin(`\xff\x64\0${String.fromCharCode(trace.length + 4)}\0\x01`),
    latin(trace),
  ]);
  const data = Buffer.concat([comment, latin('\xff\x93pixels')]);
  const tile = Buffer.concat([latin('\xff\x90\0\x0a\0\0\0\0\0\0\0\x01'), data]);
  tile.writeUInt32BE(tile.length, 6);
  const codestream = Buffer.concat([
    latin('\xff\x4f\xff\x51\0\x06size'),
    comment,
    tile,
    latin('\xff\xd9'),
  ]);
  const header = Buffer.concat([
    box('ihdr', 'fourteen bytes'),
    box('colr', Buffer.concat([latin('\x02\0\0'), profile()])),
    box('uuid', trace),
  ]);
  return Buffer.concat([
    box('jP  ', '\r\n\x87\n'),
    box('ftyp', 'jp2 \0\0\0\0jp2 '),
    box('xml ', `<x:xmpmeta>${trace}`),
    box('jp2h', header),
    box('uuid', `JpgTiffExif->JP2${trace}`),
    box('jp2c', codestream),
    box('jumb', trace),
  ]);
}

/** A PNG with every kind of metadata. */
export function pngWithTraces(): Buffer {
  const plain = png(6, 4, trace);
  const [head, rest] = [plain.subarray(0, 33), plain.subarray(33)];
  return Buffer.concat([
    head,
    chunk('iCCP', Buffer.concat([latin(`${trace}\0\0`), deflateSync(profile())])),
    chunk('eXIf', latin(`II*\0${trace}`)),
    chunk('zTXt', Buffer.concat([latin('Author\0\0'), deflateSync(latin(trace))])),
    chunk('iTXt', latin(`XML:com.adobe.xmp\0\0\0\0\0${trace}`)),
    chunk('tIME', latin('\x07\xea\x01\x01\0\0\0')),
    chunk('caBX', latin(trace)),
    rest,
    latin(trace),
  ]);
}
