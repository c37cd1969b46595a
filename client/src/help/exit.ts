/** A neutral page that anyone might have open: an encyclopaedia in the reader's language. */
export const neutralPage = (language: string) => `https://${language}.wikipedia.org/`;
