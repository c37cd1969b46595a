import { labelled } from '../../../../contract/labelled.js';
import { dayInWords } from '../../platform/text/day-in-words.js';
import { colours } from './paper.js';
import { escapeXml } from '../../../../contract/escape-xml.js';
import { fill, type PaperLanguage, type PaperTexts } from './texts.js';

/** The size of the badge in the units of its SVG. */
export const badgeSize = { width: 300, height: 64 };
export const quarters = [
  'M19 19V3a16 16 0 0 0-16 16z',
  'M21 19V3a16 16 0 0 1 16 16z',
  'M21 21v16a16 16 0 0 0 16-16z',
  'M19 21v16A16 16 0 0 1 3 21z',
];

/** The background that it is made for. The colours are those of client/src/styles/tokens.css. */
export type BadgeScheme = 'light' | 'dark';
export const badgeColours = {
  light: { ...colours, surface: '#ffffff' },
  dark: {
    surface: '#1a202c',
    ink: '#eceef3',
    line: '#8a94a6',
    brand: '#9dbcf0',
    pillars: ['#63cfc3', '#aab5f7', '#f09cc2', '#ecbb6a'],
  },
} as const;

/** The facts on a badge: since when the authority is a signatory, or that it no longer is. */
export interface ShownOnBadge {
  signedOn: string | null;
  /** The day of its last accepted progress report. */
  reportedOn?: string | null;
  /** Staff are checking the entry. */
  held?: boolean;
  leftOn?: string;
}

/** The badge for a signatory's own website. It names no person, and needs no font and no script. */
export function badge(
  language: PaperLanguage,
  texts: PaperTexts,
  shown: ShownOnBadge,
  scheme: BadgeScheme = 'light',
): string {
  const words = badgeWords(language, texts, shown);
  const badgeTitle = escapeXml(words.title);
  const line = escapeXml(words.line);
  const reported = escapeXml(words.reported);
  const { width, height } = badgeSize;
  const shade = badgeColours[scheme];
  const mark = quarters
    .map((path, index) => `<path fill="${shade.pillars[index]}" d="${path}"/>`)
    .join('');
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 ` +
    `0 ${width} ${height}" role="img" lang="${language}">` +
    `<title>${labelled(badgeTitle, reported ? `${line}. ${reported}` : line, language)}</title>` +
    `<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" ` +
    `fill="${shade.surface}" stroke="${shade.line}"/>` +
    `<g transform="translate(10 10) scale(1.1)">${mark}<circle cx="20" cy="20" r="5.5" ` +
    `fill="${shade.brand}"/></g>` +
    `<g font-family="system-ui,'Segoe UI',Roboto,'Helvetica Neue','Noto ` +
    `Sans',Arial,sans-serif" fill="${shade.ink}">` +
    `<text x="66" y="${reported ? 23 : 28}" font-size="17" font-weight="700" ` +
    `textLength="${Math.min(222, line.length * 9.5)}" ` +
    `lengthAdjust="spacingAndGlyphs">${line}</text>` +
    `<text x="66" y="${reported ? 40 : 48}" font-size="11" textLength="222" ` +
    `lengthAdjust="spacingAndGlyphs">${badgeTitle}</text>` +
    (reported ? `<text x="66" y="56" font-size="11">${reported}</text>` : '') +
    '</g></svg>'
  );
}

/** The text on the badge, for the formats that draw it. */
export function badgeWords(
  language: PaperLanguage,
  texts: PaperTexts,
  shown: ShownOnBadge,
): { title: string; line: string; reported: string } {
  return {
    title: texts.badgeTitle,
    line: lineOf(language, texts, shown),
    reported: reportOf(texts, shown),
  };
}

/** The year of the last report; empty while the signatory is on hold and once it has left. */
function reportOf({ badge }: PaperTexts, { reportedOn, held, leftOn }: ShownOnBadge): string {
  if (!reportedOn || held || leftOn) return '';
  return fill(badge.reported, { year: reportedOn.slice(0, 4) });
}

function lineOf(
  language: PaperLanguage,
  { badge }: PaperTexts,
  { signedOn, held, leftOn }: ShownOnBadge,
): string {
  if (leftOn) return fill(badge.until, { date: dayInWords(leftOn, language) });
  if (held) return badge.onHold;
  return signedOn ? fill(badge.since, { year: signedOn.slice(0, 4) }) : badge.undated;
}
