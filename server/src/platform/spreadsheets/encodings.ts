import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { byLikelihood } from './encoding-likelihood.js';
import { holdsNoText, isPlausibleWord } from './plausible-words.js';
import type { DecodedSample } from './table.js';

/** Single-byte encodings that spreadsheet programs in Europe have written, the commonest first. */
const singleByte = [
  ...['windows-1252', 'windows-1250', 'windows-1251', 'windows-1253', 'windows-1254'],
  ...['windows-1257', 'iso-8859-2', 'iso-8859-15', 'iso-8859-5', 'iso-8859-7', 'iso-8859-9'],
  ...['iso-8859-16', 'iso-8859-13', 'iso-8859-4', 'iso-8859-10', 'iso-8859-3', 'iso-8859-14'],
  ...['macintosh', 'maccenteuro', 'maccyrillic', 'macgreek', 'macturkish', 'maccroatian'],
  ...['macromania', 'maciceland', 'koi8-u', 'koi8-r', 'cp850', 'cp852', 'cp866', 'cp855'],
  ...['cp857', 'cp737', 'cp775', 'cp437', 'cp860', 'cp861', 'cp865', 'georgianps', 'armscii8'],
];
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'utf-32le', ...singleByte];
const offered = 12;
const sampleLines = 3;

/** The possible decodings of a file. */
export interface Decodings {
  /** The likeliest one, or the requested one. */
  encoding: string;
  text: string;
  /** Those that give plausible words, each with letters that differ from the previous ones. */
  possible: DecodedSample[];
}

/**
 * Decodes a text file. Unicode is recognised with certainty. In single-byte code pages, the same
 * bytes can be words in several of them; those are offered to a person who knows the names.
 */
export function decodeText(file: Buffer, wanted?: string): Decodings {
  const certain = unicodeOf(file);
  const decoded = (encoding: string) => iconv.decode(file, encoding);
  if (certain && (!wanted || wanted === certain))
    return {
      encoding: certain,
      text: decoded(certain),
      possible: [{ encoding: certain, lines: [] }],
    };
  const possible = certain ? [certain] : possibleEncodings(file);
  const encoding = wanted ?? possible[0]!;
  const lines = tellingLines(file);
  const samples = possible.map((name) => ({ encoding: name, lines: shown(lines, name) }));
  return { encoding, text: decoded(encoding), possible: samples };
}

/** Which Unicode it is: by its byte order mark, by its zeros, or by being mostly UTF-8. */
function unicodeOf(file: Buffer): string | undefined {
  const mark = file.subarray(0, 4).toString('hex');
  if (mark === 'fffe0000') return 'utf-32le';
  if (mark.startsWith('fffe')) return 'utf-16le';
  if (mark.startsWith('feff')) return 'utf-16be';
  if (mark.startsWith('efbbbf')) return 'utf-8';
  return withoutMark(file) ?? (isMostlyUtf8(file) && !isForeign(file) ? 'utf-8' : undefined);
}

/** In UTF-16 every comma, line end and Latin letter has a zero beside it, always on one side. */
function withoutMark(file: Buffer): string | undefined {
  const zeros = [0, 0];
  const end = Math.min(file.length, 100_000);
  for (let at = 0; at < end; at++) if (file[at] === 0) zeros[at % 2]! += 1;
  const [even, odd] = zeros as [number, number];
  if (file.length % 2 === 1 || even + odd < end / 40) return undefined;
  const encoding = odd > 20 * even ? 'utf-16le' : even > 20 * odd ? 'utf-16be' : undefined;
  // Zeros in random places decode to letters, but not to line ends.
  return encoding && /[\r\n]/.test(iconv.decode(file, encoding)) ? encoding : undefined;
}

/**
 * Other code pages almost never look like UTF-8. If only a few characters are damaged, the file is
 * UTF-8, and the rows that contain U+FFFD are refused later.
 */
function isMostlyUtf8(file: Buffer): boolean {
  if (isUtf8(file)) return true;
  const text = file.toString('utf8');
  const damaged = text.split('\ufffd').length - 1;
  // eslint-disable-next-line no-control-regex
  const good = text.replace(/[\u0000-\u007f\ufffd]+/g, '').length;
  return good > 10 * damaged;
}

/**
 * Whether the file, read as UTF-8, would have no letters of Europe's scripts beyond ASCII: the
 * bytes of "Píšť" in Windows 1250 are a Korean letter in UTF-8.
 */
function isForeign(file: Buffer): boolean {
  const letters = file
    .toString('utf8')
    .match(/\p{L}/gu)
    ?.filter((letter) => letter > '\u007f');
  const european =
    /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}]/u;
  return !!letters && letters.length > 0 && !letters.some((letter) => european.test(letter));
}

/**
 * The code pages in which every word is plausible; if there are none, all of them, with the fewest
 * oddities first.
 */
function possibleEncodings(file: Buffer): string[] {
  const words = strangeWords(file);
  const bytes = Buffer.from([...new Set(file)].filter((byte) => byte > 0x7f));
  const oddities = new Map(singleByte.map((name) => [name, odditiesIn(words, bytes, name)]));
  const flawless = singleByte.filter((name) => oddities.get(name) === 0);
  const lines = Buffer.concat(tellingLines(file, 500));
  const ranked = byLikelihood(lines, flawless.length > 0 ? flawless : singleByte, oddities);
  // Code pages that decode these bytes to the same letters are one choice, named after the
  // commonest.
  const commonest = new Map<string, string>();
  for (const name of singleByte) {
    const letters = iconv.decode(bytes, name);
    if (ranked.includes(name) && !commonest.has(letters)) commonest.set(letters, name);
  }
  const different = ranked.map((name) => commonest.get(iconv.decode(bytes, name))!);
  return [...new Set(different.slice(0, offered)), ...(isUtf8(file) ? ['utf-8'] : [])];
}

function odditiesIn(words: Buffer[], bytes: Buffer, encoding: string): number {
  const odd = words.filter((word) => !isPlausibleWord(iconv.decode(word, encoding)));
  return odd.length + (holdsNoText(iconv.decode(bytes, encoding)) ? 1 : 0);
}

/** The distinct words that contain more than ASCII. */
function strangeWords(file: Buffer): Buffer[] {
  const words = new Map<string, Buffer>();
  const pattern = /[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*/g;
  for (const [word] of file.toString('latin1').matchAll(pattern)) {
    if (!words.has(word)) words.set(word, Buffer.from(word, 'latin1'));
    if (words.size >= 5_000) break;
  }
  return [...words.values()];
}

/** Lines that show the effect of the choice. */
function tellingLines(file: Buffer, count = sampleLines): Buffer[] {
  const lines = file.toString('latin1').split(/\r\n|\r|\n/);
  const telling = lines.filter((line) => /[\x80-\xff]/.test(line));
  return telling.slice(0, count).map((line) => Buffer.from(`${line}\n`, 'latin1'));
}

const shown = (lines: Buffer[], encoding: string) =>
  lines.map((line) => iconv.decode(line, encoding).trim().slice(0, 200));
