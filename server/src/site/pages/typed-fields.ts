/** The fields of a form as they were typed, by their names; rows have fields of their own. */
export type Fields = Record<string, unknown>;
