/**
 * Why a document is refused: the code of the problem, and the key of its words
 * (`errors.fields.file`), for the server's page and for scripts.
 */
export const fileProblems = {
  'file-too-large': 'tooLarge',
  'file-type': 'type',
  'file-heic': 'heic',
  'file-webp': 'webp',
  'file-picture': 'picture',
  'file-tiff': 'tiff',
  'file-p7m': 'p7m',
  'file-asice': 'asice',
  'file-office': 'office',
  'file-zip': 'zip',
  'file-mail': 'mail',
  'file-empty': 'empty',
  'file-encrypted': 'encrypted',
  'file-unreadable': 'unreadable',
  'file-ambiguous': 'ambiguous',
  'file-too-long': 'tooLong',
  'file-name-too-long': 'nameTooLong',
  'file-infected': 'infected',
  'scan-unavailable': 'notScanned',
  'too-many-documents': 'tooMany',
} as const;

/** Other problems of an upload, with texts in `errors.problems`. */
export const uploadProblems = [
  'document-gone',
  'no-room',
  'too-many',
  'wrong-state',
  'no-submission',
  'cross-site',
  'unavailable',
] as const;

/** Where the words for a problem with a document are; undefined for every other problem. */
export function fileProblemText(code: string): string | undefined {
  const key = (fileProblems as Record<string, string>)[code];
  return key && `errors.fields.file.${key}`;
}
