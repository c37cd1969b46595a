/** How the API's document describes a file of text, or a binary one. */
export const textPart = (mediaType: string, example: string) => ({
  content: { [mediaType]: { schema: { type: 'string' as const }, example } },
});

/** The same of a file that is one JSON object. */
export const filePart = (mediaType: string, example: object) => ({
  content: {
    [mediaType]: { schema: { type: 'object' as const, additionalProperties: true }, example },
  },
});
