/** The purpose of a table or view, and the meaning of its columns. */
export interface Note {
  about: string;
  /** Meanings by column; a column of `common` needs none. */
  columns?: Record<string, string>;
  /** For a view: the tables and notes whose descriptions apply to columns of the same name. */
  from?: string[];
}

/** Columns that mean the same in every table. */
export const common: Record<string, string> = {
  id: 'identifier (UUID version 7 where it is a UUID)',
  version: 'raised by each change; a writer must name the version it saw',
  created_at: 'when the row was made',
  updated_at: 'when the row last changed',
  demo: 'true for demonstration data, which is marked wherever it is shown',
  language: 'language of the recipient or of the text',
  hash: 'SHA-256 of the secret; the secret itself is never stored',
  expires_at: 'from then on it no longer works',
  used_at: 'when it was used; null if it was not',
  staff_id: 'the colleague',
  submission_id: 'the case',
  signatory_id: 'the signatory',
  pillar_code: 'pillar',
  position: 'place in the order of the Pact or the page',
  country_code: 'ISO 3166-1 alpha-2',
  bytes: 'size in bytes',
  sha256: 'SHA-256 of the content',
  media_type: 'media type (MIME)',
};
