/** The life of a round of questions to signatories. */
export const roundStates = ['draft', 'open', 'closed', 'withdrawn'] as const;
export type RoundState = (typeof roundStates)[number];

/** The answer type of a question. */
export const questionKinds = ['choice', 'number', 'text'] as const;
export type QuestionKind = (typeof questionKinds)[number];

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
