/** What anybody might have been looking at: an encyclopaedia, in the reader's language. */
export const neutralPage = (language: string) => `https://${language}.wikipedia.org/`;
