/** A value after its label. French sets a no-break space before the colon. */
export const labelled = (label: string, value: string, language: string): string =>
  `${label}${colonIn(language)}${value}`;

/** The colon after a label, with its spaces. */
export const colonIn = (language: string): string => (language === 'fr' ? '\u00a0: ' : ': ');
