import { renderAsync } from '@resvg/resvg-js';
import { escapeXml } from '../common/tables/xlsx.js';
import { fontFiles } from '../papers/fonts.js';

/** What social networks and messengers ask for. */
export const shareSize = { width: 1200, height: 630 };
const margin = 84;
const sizes = [92, 80, 68, 58, 48, 40];
const mostLines = 3;
/** Letters of Noto Sans Bold are about so wide, in any European script, as a share of the font's size. */
const letterWidth = 0.6;
/** The colours of client/src/styles/tokens.css. */
const colours = { paper: '#fbfaf7', ink: '#16233d', soft: '#4a566b', pillars: ['#0b6b63', '#3c4cae', '#8c2a5a', '#b0740f'] };
const mark = ['M19 19V3a16 16 0 0 0-16 16z', 'M21 19V3a16 16 0 0 1 16 16z', 'M21 21v16a16 16 0 0 0 16-16z', 'M19 21v16A16 16 0 0 1 3 21z'];

export interface ShareFacts {
  /** The largest line: a signatory's name, or what the register is called. */
  title: string;
  /** Below it: its country and since when; may be empty. */
  line: string;
  pact: string;
}

/** The picture that stands beside a link to a page, PNG, in every European script (Noto Sans); it shows what the page shows and nobody's face. */
export async function shareImage(facts: ShareFacts): Promise<Buffer> {
  const image = await renderAsync(svg(facts), {
    font: { fontFiles: fontFiles(), loadSystemFonts: false, defaultFontFamily: 'Noto Sans' },
    fitTo: { mode: 'width', value: shareSize.width },
  });
  return image.asPng();
}

function svg({ title, line, pact }: ShareFacts): string {
  const { size, lines } = fit(title);
  const top = 300 - ((lines.length - 1) * size * 1.15) / 2;
  const texts = lines.map(
    (text, index) => `<text x="${margin}" y="${top + index * size * 1.15}" font-size="${size}" font-weight="700">${escapeXml(text)}</text>`,
  );
  const below = top + (lines.length - 1) * size * 1.15 + 68;
  const stripe = colours.pillars.map((colour, index) => `<rect x="${index * 300}" y="612" width="300" height="18" fill="${colour}"/>`);
  const quarters = mark.map((path, index) => `<path d="${path}" fill="${colours.pillars[index]}"/>`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${shareSize.width}" height="${shareSize.height}" font-family="Noto Sans, Noto Sans Georgian, Noto Sans Armenian" fill="${colours.ink}">` +
    `<rect width="100%" height="100%" fill="${colours.paper}"/>${stripe.join('')}<g transform="translate(${margin - 8} 52) scale(2.1)">${quarters.join('')}<circle cx="20" cy="20" r="5.5" fill="${colours.ink}"/></g>` +
    `${texts.join('')}<text x="${margin}" y="${below}" font-size="36" fill="${colours.soft}">${escapeXml(line)}</text>` +
    `<text x="${margin}" y="566" font-size="28" fill="${colours.soft}">${escapeXml(pact)}</text></svg>`
  );
}

/** The largest size at which the title takes few lines; what is longer than any name we have seen ends with an ellipsis. */
function fit(title: string): { size: number; lines: string[] } {
  for (const size of sizes) {
    const lines = wrap(title, lettersAt(size));
    if (lines.length <= mostLines) return { size, lines };
  }
  const size = sizes.at(-1)!;
  const lines = wrap(title, lettersAt(size)).slice(0, mostLines);
  return { size, lines: [...lines.slice(0, -1), `${lines.at(-1)!.slice(0, -1)}…`] };
}

function lettersAt(size: number): number {
  return Math.floor((shareSize.width - 2 * margin) / (size * letterWidth));
}

function wrap(text: string, letters: number): string[] {
  const pieces = text.split(' ').flatMap((word) => word.match(new RegExp(`.{1,${letters}}`, 'gu')) ?? []);
  const lines: string[] = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + piece.length <= letters) lines[lines.length - 1] = `${last} ${piece}`;
    else lines.push(piece);
  }
  return lines;
}
