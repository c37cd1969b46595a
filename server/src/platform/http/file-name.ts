import { clean } from '../text/text.js';
import { Problem } from './problem.js';

/** The longest file name that file systems support. */
export const longestFileName = 255;

/**
 * The name of an uploaded file as it is stored and shown, without the folders that some browsers
 * send with it.
 * @throws Problem 422 for a name that no file can have.
 */
export function fileNameOf(sent: string, unnamed: string): string {
  const name = clean(sent.split(/[\\/]/).pop() ?? '') || unnamed;
  if (name.length <= longestFileName) return name;
  throw new Problem(422, 'file-name-too-long', 'Give the file a shorter name.');
}
