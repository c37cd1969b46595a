import { crc32, deflateSync, inflateSync } from 'node:zlib';
import { createCanvas } from '@napi-rs/canvas';

/** A real PNG of one colour, with a comment that identifies its author. */
export function png(width = 6, height = 4, comment = 'Taken by Ada'): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const rows = Buffer.alloc((width * 3 + 1) * height, 0x70);
  for (let row = 0; row < height; row += 1) rows[row * (width * 3 + 1)] = 0;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('tEXt', Buffer.from(`Author\0${comment}`, 'latin1')),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

export function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(body.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([size, named, check]);
}

const head = (width: number, height: number) => {
  const body = Buffer.alloc(13);
  body.writeUInt32BE(width, 0);
  body.writeUInt32BE(height, 4);
  body.set([8, 2, 0, 0, 0], 8);
  return body;
};
/** A PNG of these unpacked data, as rows or in the seven passes of Adam7. */
export const made = (width: number, height: number, pixels: Buffer, interlaced = 0) =>
  Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head(width, height).fill(interlaced, 12)),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);

/** Each picture in a PDF: its size, and its first pixel. */
export const picturesOf = (pdf: Buffer) =>
  [...pdf.toString('latin1').matchAll(/\/Subtype \/Image\b.*?\/Width (\d+).*?stream\n/gs)].map(
    (found) => ({
      width: Number(found[1]),
      first: [...inflateSync(pdf.subarray(found.index + found[0].length)).subarray(1, 4)],
    }),
  );

/** Transparent, with a stroke of one colour in its first quarter. */
export function drawn(width: number, height: number, colour: string): Promise<Buffer> {
  const canvas = createCanvas(width, height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = colour;
  pen.fillRect(0, 0, width / 2, height / 2);
  return canvas.encode('png');
}
