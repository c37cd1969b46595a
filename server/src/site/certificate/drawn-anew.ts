import { promisify } from 'node:util';
import { crc32, deflate, inflate } from 'node:zlib';
import { limits } from '../../platform/config/limits.js';
import { picturedBy, unreadablePicture, type Picture } from '../../platform/documents/pictures.js';
import { Problem } from '../../platform/http/problem.js';

/** The size needed for print at 300 dpi, for the largest picture on the certificate. */
const most = { width: 900, height: 400 };
const signature = Buffer.from('89504e470d0a1a0a', 'hex');
const [pack, unpack] = [promisify(deflate), promisify(inflate)];

/**
 * A PNG, decoded, scaled down and rewritten as plain pixels on white. Nothing of the original file
 * is left. Without transparency it can be embedded in a PDF unchanged, with the same bytes each
 * time.
 * @throws Problem 415 no PNG, 422 empty, unreadable or with too many pixels.
 */
export async function drawnAnew(file: Buffer): Promise<Omit<Picture, 'mediaType'>> {
  const picture = await picturedBy(file);
  if (picture.mediaType !== 'image/png') throw new Problem(415, 'picture-not-png', 'Send a PNG.');
  const max = limits.certificatePicturePixels;
  if (Math.max(picture.width, picture.height) > max)
    throw new Problem(
      422,
      'certificate-picture-too-wide',
      `The picture has more than ${max} pixels on a side.`,
      { max },
    );
  await requireAllPixels(picture);
  const pixels = await pixelsOf(picture);
  return { ...pixels, content: await written(pixels) };
}

/** Samples a pixel, by the colour type of a PNG. */
const samples: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
/** Where each pass of an interlaced picture begins, and its steps: x, y, right, down (Adam7). */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The number of bytes of the unpacked pixels, including the filter of each row. */
function unpackedLength({ content, width, height }: Picture): number {
  const [depth, colour, interlaced] = [content[24]!, content[25]!, content[28]!];
  const bits = depth * (samples[colour] ?? Infinity);
  return (interlaced ? passes : ([[0, 0, 1, 1]] as const)).reduce((sum, [x, y, right, down]) => {
    const columns = Math.ceil((width - x) / right);
    const rows = Math.ceil((height - y) / down);
    return columns > 0 && rows > 0 ? sum + (Math.ceil((columns * bits) / 8) + 1) * rows : sum;
  }, 0);
}

/** Decoders accept missing and surplus pixels; a signature that is cut off is refused here. */
async function requireAllPixels(picture: Picture): Promise<void> {
  const { content, width, height } = picture;
  const data: Buffer[] = [];
  for (let at = 8; at + 12 <= content.length; at += 12 + content.readUInt32BE(at))
    if (content.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(content.subarray(at + 8, at + 8 + content.readUInt32BE(at)));
  try {
    // At most eight bytes a pixel, and the filters of every row of an interlaced picture.
    const limit = (width * 8 + 16) * height;
    const pixels = await unpack(Buffer.concat(data), { maxOutputLength: limit });
    if (pixels.length >= unpackedLength(picture)) return;
  } catch {
    // Treated like one with too few.
  }
  throw unreadablePicture();
}

interface Pixels {
  width: number;
  height: number;
  rgba: Uint8ClampedArray;
}

async function pixelsOf({ content, width, height }: Picture): Promise<Pixels> {
  // Loaded for the first picture and not at server start.
  const { createCanvas, loadImage } = await import('@napi-rs/canvas');
  const image = await loadImage(content).catch(() => {
    throw unreadablePicture();
  });
  const scale = Math.min(1, most.width / width, most.height / height);
  const size = {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
  const pen = createCanvas(size.width, size.height).getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, size.width, size.height);
  pen.imageSmoothingQuality = 'high';
  pen.drawImage(image, 0, 0, size.width, size.height);
  return { ...size, rgba: pen.getImageData(0, 0, size.width, size.height).data };
}

/** A PNG of three bytes a pixel and nothing else (ISO/IEC 15948). */
async function written({ width, height, rgba }: Pixels): Promise<Buffer> {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc((width * 3 + 1) * height);
  for (let pixel = 0, at = 0; pixel < width * height; pixel += 1) {
    if (pixel % width === 0) at += 1;
    rows[at++] = rgba[pixel * 4]!;
    rows[at++] = rgba[pixel * 4 + 1]!;
    rows[at++] = rgba[pixel * 4 + 2]!;
  }
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', await pack(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(body.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}
