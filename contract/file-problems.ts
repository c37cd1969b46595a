/**
 * Why a document is refused: the code of the problem, and the key of its words
 * (`errors.fields.file`), for the server's page and for scripts.
 */
export const fileProblems = {
  'file-too-large': 'tooLarge',
  'file-type': 'type',
  'file-empty': 'empty',
  'file-encrypted': 'encrypted',
  'file-unreadable': 'unreadable',
  'file-infected': 'infected',
  'scan-unavailable': 'notScanned',
  'too-many-documents': 'tooMany',
} as const;
