/**
 * Width and height from the picture's own header.
 * @throws Error when there is none.
 */
export function sizeOf(
  image: Buffer,
  mediaType: 'image/jpeg' | 'image/png',
): { width: number; height: number } {
  const size = mediaType === 'image/png' ? sizeOfPng(image) : sizeOfJpeg(image);
  if (size.width < 1 || size.height < 1) throw new Error('a picture without pixels');
  return size;
}

/** IHDR is the first chunk (ISO/IEC 15948 §11.2.2). */
function sizeOfPng(image: Buffer): { width: number; height: number } {
  if (image.toString('latin1', 12, 16) !== 'IHDR') throw new Error('no IHDR');
  return { width: image.readUInt32BE(16), height: image.readUInt32BE(20) };
}

/**
 * The first frame header (ITU-T T.81 B.2.2). EXIF orientations 5 to 8 rotate the picture, so width
 * and height swap.
 */
function sizeOfJpeg(image: Buffer): { width: number; height: number } {
  let onItsSide = false;
  for (let at = 2; ; at += 2 + image.readUInt16BE(at + 2)) {
    if (image[at] !== 0xff) throw new Error('no marker');
    const marker = image.readUInt8(at + 1);
    // After stripping, the only EXIF segment is our own, with the orientation at a fixed offset.
    if (marker === 0xe1) onItsSide = image.readUInt16BE(at + 28) >= 5;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (!isFrame) continue;
    const [height, width] = [image.readUInt16BE(at + 5), image.readUInt16BE(at + 7)];
    return onItsSide ? { width: height, height: width } : { width, height };
  }
}
