import { createCanvas, Path2D } from '@napi-rs/canvas';
import { colours, mark } from './share-image.js';

/** The side of the square that the mark is drawn in. */
const drawn = 40;

/**
 * The mark as a square picture; with a ground, around which a phone cuts its own shape, it keeps
 * away from the edges.
 */
export async function siteIcon(size: number, ground: boolean): Promise<Buffer> {
  const canvas = createCanvas(size, size);
  const pen = canvas.getContext('2d');
  if (ground) {
    pen.fillStyle = colours.paper;
    pen.fillRect(0, 0, size, size);
  }
  const margin = ground ? size * 0.14 : 0;
  const scale = (size - 2 * margin) / drawn;
  pen.translate(margin, margin);
  pen.scale(scale, scale);
  mark.forEach((path, index) => {
    pen.fillStyle = colours.pillars[index] ?? colours.ink;
    pen.fill(new Path2D(path));
  });
  pen.fillStyle = '#fff';
  pen.beginPath();
  pen.arc(drawn / 2, drawn / 2, 5.5, 0, 2 * Math.PI);
  pen.fill();
  return canvas.encode('png');
}

/**
 * The same in several sizes as one file of Windows icons, each a PNG
 * (https://learn.microsoft.com/windows/win32/menurc/newheader).
 */
export async function favicon(sizes: readonly number[]): Promise<Buffer> {
  const pictures = await Promise.all(
    sizes.map(async (size) => ({ size, png: await siteIcon(size, false) })),
  );
  const head = Buffer.alloc(6 + 16 * pictures.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  pictures.forEach(({ size, png }, index) => {
    const entry = 6 + 16 * index;
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}
