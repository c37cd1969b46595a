import type { Language } from '../../../../contract/languages.js';

/** The blocks of a paper, in order. Each writer knows how to show each kind in its format. */
export type Block =
  | { kind: 'heading'; text: string; colour?: string }
  | { kind: 'subheading'; text: string }
  | { kind: 'text'; text: string; small?: boolean }
  | { kind: 'list'; items: string[]; numbered?: boolean }
  /** A notice about the paper itself, set apart from the text. */
  | { kind: 'note'; text: string }
  | { kind: 'link'; text: string; address: string }
  /** Lines to write on, side by side, each above its label. */
  | { kind: 'blanks'; labels: string[]; tall?: boolean }
  /** A box to tick. */
  | { kind: 'tick'; text: string };

/** A table, which only the DOCX can show. */
export interface TableBlock {
  kind: 'table';
  /** `share` is a column's width in proportion to the sum of all shares. */
  columns: { title: string; share: number; kind?: 'number' | 'bar' }[];
  /** A single text is the heading of the rows after it. A bar is a number from 0 to 1. */
  rows: (string | (string | number)[])[];
}

/**
 * The content of a paper, before it becomes a PDF or a DOCX. The same paper gives the same bytes.
 */
export interface WrittenPaper<More = never> {
  language: Language;
  title: string;
  subtitle: string;
  /** At the top of every page after the first. */
  running: string;
  /** The date shown on the paper, and of its files. */
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
