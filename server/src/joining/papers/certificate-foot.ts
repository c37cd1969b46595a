import { stretches, type Weight } from './fonts.js';
import { colours, lineGap, margin, type Paper } from './paper.js';
import { fill, type PaperTexts } from './texts.js';

/** An administrator's settings for every certificate. Each part may be missing. */
export interface CertificateFoot {
  signer: { name: string; office: string; signature: Buffer | null } | null;
  /** A PNG, as the signature is. */
  emblem: Buffer | null;
}

const block = { width: 210, picture: 48 };
const emblemSide = 84;
const gap = 22;

/**
 * Draws the emblem and the signature at the right end of the foot.
 * @param bottom where the foot ends.
 * @returns where the place for everything else ends.
 */
export function writeSigner(
  paper: Paper,
  say: PaperTexts['certificate'],
  { signer, emblem }: CertificateFoot,
  { date, bottom }: { date: string; bottom: number },
): number {
  let right = paper.document.page.width - margin;
  if (signer) {
    right -= block.width;
    writeSignature(paper, say, signer, { left: right, bottom, date });
    right -= gap;
  }
  if (!emblem) return right;
  const place = { x: right - emblemSide, y: bottom - emblemSide };
  const box: [number, number] = [emblemSide, emblemSide];
  paper.picture(say.emblem, (document) =>
    document.image(emblem, place.x, place.y, { fit: box, align: 'center', valign: 'center' }),
  );
  return place.x - gap;
}

interface Place {
  left: number;
  bottom: number;
  date: string;
}

/** Written from the bottom up, so that a long office moves the line and covers nothing. */
function writeSignature(
  paper: Paper,
  say: PaperTexts['certificate'],
  { name, office, signature }: NonNullable<CertificateFoot['signer']>,
  { left, bottom, date }: Place,
): void {
  const { document } = paper;
  const { width, picture } = block;
  const lines = [
    { text: name, size: name.length > 40 ? 9.5 : 11, weight: 'bold', colour: colours.ink },
    { text: office, size: 8.5, weight: 'regular', colour: colours.soft },
    { text: date, size: 8.5, weight: 'regular', colour: colours.soft },
  ] as const;
  const heights = lines.map((line) => heightOf(paper, line.text, { ...line, width }));
  const line = bottom - heights.reduce((sum, height) => sum + height, 0) - 4;
  if (signature)
    paper.picture(fill(say.signature, { name }), () =>
      document.image(signature, left, line - picture - 2, {
        fit: [width, picture],
        valign: 'bottom',
      }),
    );
  paper.decorate(() =>
    document
      .moveTo(left, line)
      .lineTo(left + width, line)
      .lineWidth(0.7)
      .stroke(colours.line),
  );
  let y = line + 4;
  lines.forEach(({ text, ...style }, index) => {
    document.y = y;
    paper.text('P', text, { ...style, indent: left - margin, width, after: 0 });
    y += heights[index]!;
  });
}

interface Measured {
  size: number;
  weight: Weight;
  width: number;
}

/** The height of a text, in the font of its first stretch. */
export function heightOf(paper: Paper, text: string, { size, weight, width }: Measured): number {
  const [first] = stretches(text, weight);
  if (!first) return 0;
  return paper.document
    .font(first.font)
    .fontSize(size)
    .heightOfString(text, { width, lineGap: size * lineGap });
}
