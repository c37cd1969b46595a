/** The fields of a form as typed, by name. Rows have nested fields. */
export type Fields = Record<string, unknown>;
