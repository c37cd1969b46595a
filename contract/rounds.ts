/** The life of a round of questions to signatories. */
export const roundStates = ['draft', 'open', 'closed', 'withdrawn'] as const;
export type RoundState = (typeof roundStates)[number];

/** The answer type of a question. */
export const questionKinds = ['choice', 'number', 'text', 'file'] as const;
export type QuestionKind = (typeof questionKinds)[number];

/** How many questions of a round may ask for a file: as many as one form may carry. */
export const roundFiles = 3;

/**
 * Files are asked for last: a form is read as it comes, and nothing is read behind a refused file.
 */
export const asksLast = ({ kind }: { kind: QuestionKind }): boolean => kind === 'file';

/** A question without its texts. */
export interface RoundQuestion {
  kind: QuestionKind;
  required: boolean;
  /** Of a number. */
  min: number | null;
  max: number | null;
  /** Of a text, in characters. */
  maxLength: number | null;
}

/** The words of a question in one language. */
export interface QuestionWords {
  wording: string;
  /** Of a number. */
  unit: string;
  /** Of a choice: one a line, in the same order in each language. */
  options: string;
}

/** The options of a choice. An answer is the place of one of them. */
export const optionsOf = ({ options }: Pick<QuestionWords, 'options'>): string[] =>
  options
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
