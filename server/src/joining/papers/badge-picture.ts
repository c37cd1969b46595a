import {
  badgeColours,
  badgeSize,
  badgeWords,
  quarters,
  type BadgeScheme,
  type ShownOnBadge,
} from './badge.js';
import { fontFiles } from './fonts.js';
import type { PaperLanguage, PaperTexts } from './texts.js';

/** Scales the picture for high-resolution screens and for print. */
const scale = 4;
const family = '"Noto Sans"';
let fontsLoaded = false;

/** The badge as PNG, where SVG is not supported: word processors, mails, some websites. */
export async function badgePicture(
  language: PaperLanguage,
  texts: PaperTexts,
  shown: ShownOnBadge,
  scheme: BadgeScheme,
): Promise<Buffer> {
  // Loaded for the first picture and not at server start.
  const { createCanvas, GlobalFonts, Path2D } = await import('@napi-rs/canvas');
  if (!fontsLoaded) for (const file of fontFiles()) GlobalFonts.registerFromPath(file);
  fontsLoaded = true;
  const { title, line, reported } = badgeWords(language, texts, shown);
  const { width, height } = badgeSize;
  const shade = badgeColours[scheme];
  const canvas = createCanvas(width * scale, height * scale);
  const pen = canvas.getContext('2d');
  pen.scale(scale, scale);
  pen.beginPath();
  pen.roundRect(0.5, 0.5, width - 1, height - 1, 8);
  pen.fillStyle = shade.surface;
  pen.fill();
  pen.strokeStyle = shade.line;
  pen.stroke();

  pen.save();
  pen.translate(10, 10);
  pen.scale(1.1, 1.1);
  quarters.forEach((path, index) => {
    pen.fillStyle = shade.pillars[index]!;
    pen.fill(new Path2D(path));
  });
  pen.beginPath();
  pen.arc(20, 20, 5.5, 0, 2 * Math.PI);
  pen.fillStyle = shade.brand;
  pen.fill();
  pen.restore();

  pen.fillStyle = shade.ink;
  const write = (text: string, y: number, font: string) => {
    pen.font = `${font} ${family}`;
    pen.fillText(text, 66, y, 222);
  };
  write(line, reported ? 23 : 28, 'bold 17px');
  write(title, reported ? 40 : 48, '11px');
  if (reported) write(reported, 56, '11px');
  return canvas.encode('png');
}
