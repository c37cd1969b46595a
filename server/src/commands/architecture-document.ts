import { wings } from '../../wings.mjs';

const begin = '<!-- Made by `npm run docs` from server/wings.mjs. -->';
const end = '<!-- End of what `npm run docs` makes. -->';

/**
 * Regenerates the list of folders in docs/architecture.md.
 * @throws when its two markers are missing.
 */
export function architectureDocument(page: string): string {
  const [before, rest] = [page.split(begin)[0], page.split(end)[1]];
  if (before === undefined || rest === undefined || !page.includes(begin))
    throw new Error(`docs/architecture.md lacks the marks of its list of folders.`);
  return `${before}${begin}\n\n${list()}\n\n${end}${rest}`;
}

function list(): string {
  return wings
    .map(({ wing, about, folders }) =>
      [
        `**${wing}**: ${about}`,
        '',
        ...folders.filter(([name]) => name).map(([name, what]) => `- \`${wing}/${name}\` ${what}`),
      ].join('\n'),
    )
    .join('\n\n');
}
