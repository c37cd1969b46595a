import type { Language } from '../../../../contract/languages.js';

/** One thing after another on a paper. Each writer knows how its format shows each of them. */
export type Block =
  | { kind: 'heading'; text: string; colour?: string }
  | { kind: 'subheading'; text: string }
  | { kind: 'text'; text: string; small?: boolean }
  | { kind: 'list'; items: string[]; numbered?: boolean }
  /** Set apart from the rest: what a reader must know of the paper itself. */
  | { kind: 'note'; text: string }
  | { kind: 'link'; text: string; address: string }
  /** Lines to write on, beside each other, each above its label. */
  | { kind: 'blanks'; labels: string[]; tall?: boolean }
  /** A box to tick. */
  | { kind: 'tick'; text: string };

/** A table, which only the DOCX can show. */
export interface TableBlock {
  kind: 'table';
  /** `share` is the part of the page's width, of all shares together. */
  columns: { title: string; share: number; kind?: 'number' | 'bar' }[];
  /** A text alone heads the rows that follow it. A bar is a number from 0 to 1. */
  rows: (string | (string | number)[])[];
}

/** What a paper says, before it is a PDF or a DOCX. The same paper gives the same bytes. */
export interface WrittenPaper<More = never> {
  language: Language;
  title: string;
  subtitle: string;
  /** At the top of every page after the first. */
  running: string;
  /** The day that the paper bears, and its files as their date. */
  day: string;
  blocks: (Block | More)[];
}

export const text = (words: string, small = false): Block => ({ kind: 'text', text: words, small });
export const heading = (words: string, colour?: string): Block => ({
  kind: 'heading',
  text: words,
  ...(colour ? { colour } : {}),
});
export const blanks = (...labels: string[]): Block => ({ kind: 'blanks', labels });
