/**
 * Longest side in pixels, and quality, from the best that may fit: 2,500 pixels are 210 dots an
 * inch on A4, a good scan.
 */
const steps = [
  [4_000, 0.9],
  [3_500, 0.85],
  [3_000, 0.8],
  [2_500, 0.75],
] as const;

/** A photo as iPhones take it; only Safari can open one. */
export function isHeic({ type, name }: File): boolean {
  return /^image\/hei[cf]/.test(type) || /\.hei[cf]$/i.test(name);
}

/**
 * The same picture as a smaller JPEG, upright as it was taken and without what the camera wrote
 * into it.
 * @returns null if this browser cannot open it as a picture, or cannot make it small enough.
 */
export async function smallerPhoto(file: File, mostBytes: number): Promise<File | null> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(
    () => null,
  );
  if (!picture) return null;
  try {
    for (const [side, quality] of steps) {
      const small = await drawn(picture, side, quality);
      if (small && small.size <= mostBytes)
        return new File([small], `${file.name.replace(/\.\w+$/, '')}.jpg`, { type: 'image/jpeg' });
    }
    return null;
  } finally {
    picture.close();
  }
}

function drawn(picture: ImageBitmap, side: number, quality: number): Promise<Blob | null> {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const context = canvas.getContext('2d');
  if (!context) return Promise.resolve(null);
  // Transparent areas would become black.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
}
