import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Generates the list of decisions in `folder` from their titles. */
export function decisionsDocument(folder: string): string {
  const files = readdirSync(folder).filter((name) => /^\d{4}-.*\.md$/.test(name));
  const lines = files.sort().map((name) => {
    const [, title] = /^# (.*)$/m.exec(readFileSync(join(folder, name), 'utf8'))!;
    return `- [${title}](${name})`;
  });
  return ['# Decisions', '', 'Made by `npm run docs`.', '', ...lines, ''].join('\n');
}
