import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Data that no log may contain, by name, represented by the people of the tests. */
const personal: Record<string, RegExp> = {
  'a mail address': /[\w.+-]+@[\w-]+\.[a-z]{2,}/i,
  'a telephone number': /\+\d{2,3}[ -]?\d{2,3}[ -]?\d{4}/,
  'a token': /(?<![\w/.-])(?=[\w-]*[a-z])(?=[\w-]*[A-Z])(?=[\w-]*\d)[\w-]{43}(?![\w.-])/,
  'a cookie': /\b(applicant|staff)=[\w-]{8,}|set-cookie/i,
  'a password': /argon2|a long walk by the Ill/,
  'a name': /Olaf Officer|Ada Signer|Wendelin Zauberberg/,
  'what a document says': /%PDF-|This is the signed Pact/,
};

/** @returns the kind of personal data that a line contains, or undefined. */
export function personalDataIn(line: string): string | undefined {
  return Object.keys(personal).find((name) => personal[name]!.test(line));
}

/**
 * Searches everything that the tests logged, then deletes it.
 * @throws listing the lines that contain personal data.
 */
export async function searchLogs(folder: string): Promise<void> {
  const found: string[] = [];
  let lines = 0;
  for (const name of await readdir(folder)) {
    for (const line of (await readFile(join(folder, name), 'utf8')).split('\n')) {
      lines += 1;
      const what = personalDataIn(line);
      if (what) found.push(`${what}: ${line.slice(0, 600)}`);
    }
  }
  await rm(folder, { recursive: true });
  if (found.length > 0)
    throw new Error(
      `PR5 ${found.length} of ${lines} lines that the tests have logged hold personal ` +
        `data:\n${found.slice(0, 20).join('\n')}`,
    );
}
