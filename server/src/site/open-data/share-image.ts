import { createCanvas, GlobalFonts, Path2D, type SKRSContext2D } from '@napi-rs/canvas';
import { fontFiles } from '../../joining/papers/fonts.js';

/** The size that social networks and messengers expect. */
export const shareSize = { width: 1200, height: 630 };
const margin = 84;
const sizes = [92, 80, 68, 58, 48, 40];
const mostLines = 3;
/** The same colours as in client/src/styles/tokens.css. */
export const colours = {
  paper: '#fbfaf7',
  ink: '#16233d',
  soft: '#4a566b',
  pillars: ['#0b6b63', '#3c4cae', '#8c2a5a', '#b0740f'],
};
export const mark = [
  'M19 19V3a16 16 0 0 0-16 16z',
  'M21 19V3a16 16 0 0 1 16 16z',
  'M21 21v16a16 16 0 0 0 16-16z',
  'M19 21v16A16 16 0 0 1 3 21z',
];
const families = '"Noto Sans", "Noto Sans Georgian", "Noto Sans Armenian"';

export interface ShareFacts {
  /** The largest line: a signatory's name, or the title of the register. */
  title: string;
  /** The line below: country and year of joining; may be empty. */
  line: string;
  pact: string;
}

let fontsLoaded = false;

/**
 * The preview image for links to a page, as PNG, in every European script (Noto Sans). It shows the
 * page's title and facts and never a face.
 */
export async function shareImage({ title, line, pact }: ShareFacts): Promise<Buffer> {
  if (!fontsLoaded) for (const file of fontFiles()) GlobalFonts.registerFromPath(file);
  fontsLoaded = true;
  const canvas = createCanvas(shareSize.width, shareSize.height);
  const pen = canvas.getContext('2d');
  pen.fillStyle = colours.paper;
  pen.fillRect(0, 0, shareSize.width, shareSize.height);
  drawPillars(pen);

  const { size, lines } = fit(pen, title);
  const top = 300 - ((lines.length - 1) * size * 1.15) / 2;
  const write = (text: string, y: number, font: string, colour: string) => {
    pen.font = font;
    pen.fillStyle = colour;
    pen.fillText(text, margin, y, shareSize.width - 2 * margin);
  };
  lines.forEach((text, index) => write(text, top + index * size * 1.15, fontOf(size), colours.ink));
  write(line, top + (lines.length - 1) * size * 1.15 + 68, `36px ${families}`, colours.soft);
  write(pact, 566, `28px ${families}`, colours.soft);
  return canvas.encode('png');
}

const fontOf = (size: number) => `bold ${size}px ${families}`;

/** Draws the four pillars as a stripe at the bottom, and the mark of the Pact. */
function drawPillars(pen: SKRSContext2D): void {
  colours.pillars.forEach((colour, index) => {
    pen.fillStyle = colour;
    pen.fillRect(index * 300, 612, 300, 18);
  });
  pen.save();
  pen.translate(margin - 8, 52);
  pen.scale(2.1, 2.1);
  mark.forEach((path, index) => {
    pen.fillStyle = colours.pillars[index]!;
    pen.fill(new Path2D(path));
  });
  pen.fillStyle = colours.ink;
  pen.beginPath();
  pen.arc(20, 20, 5.5, 0, 2 * Math.PI);
  pen.fill();
  pen.restore();
}

/**
 * The largest font size at which the title needs few lines; a title longer than any known name ends
 * with an ellipsis.
 */
function fit(pen: SKRSContext2D, title: string): { size: number; lines: string[] } {
  const wrapped = sizes.map((size) => ({ size, lines: wrap(pen, title, size) }));
  const fitting = wrapped.find(({ lines }) => lines.length <= mostLines);
  if (fitting) return fitting;
  const { size, lines } = wrapped.at(-1)!;
  return {
    size,
    lines: [...lines.slice(0, mostLines - 1), `${lines[mostLines - 1]!.slice(0, -1)}…`],
  };
}

function wrap(pen: SKRSContext2D, text: string, size: number): string[] {
  pen.font = fontOf(size);
  const fits = (words: string) => pen.measureText(words).width <= shareSize.width - 2 * margin;
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && fits(`${last} ${word}`)) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
