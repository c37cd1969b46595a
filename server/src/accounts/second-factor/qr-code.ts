/**
 * A QR code as an SVG path, one unit per module. The page draws it in its own colours and loads no
 * image.
 */
export async function qrPath(text: string): Promise<{ size: number; path: string }> {
  const { create } = await import('qrcode');
  const { data, size } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const squares = Array.from(data, (dark, index) =>
    dark ? `M${index % size} ${Math.floor(index / size)}h1v1h-1z` : '',
  );
  return { size, path: squares.join('') };
}
