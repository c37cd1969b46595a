import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The repository's root, for tests of its files. */
export const root = join(import.meta.dirname, '..', '..', '..');

export function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

export const read = (file: string) => readFileSync(file, 'utf8');
