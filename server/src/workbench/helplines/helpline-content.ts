import type { EditHelplineDto, HelplineChangeDto, StaffHelplineDto } from './helplines.dto.js';

/** The content of a helpline, by the columns of its table. */
export type HelplineContent = Record<string, unknown>;

/** An administrator's input; omitted values are unknown. */
export function contentOf(line: EditHelplineDto): HelplineContent {
  return {
    country_code: line.country,
    number: line.number,
    name: line.name ?? null,
    audiences: line.audiences,
    min_age: line.minAge ?? null,
    max_age: line.maxAge ?? null,
    hours: line.hours ?? null,
    chat: line.chat ?? null,
    languages: (line.languages ?? '').split(/, ?/).filter(Boolean),
    cost: line.cost ?? null,
    link: line.link ?? null,
    source: line.source,
    checked_on: line.checkedOn,
    certain: line.certain,
  };
}

/** The same for a saved helpline. */
export function contentOfRow(row: StaffHelplineDto): HelplineContent {
  return contentOf({ ...row, languages: row.languages.join(', ') });
}

/** Each field that two contents differ in, with both of its values. */
export function changesBetween(
  before: HelplineContent,
  after: HelplineContent,
): HelplineChangeDto['changes'] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return Object.fromEntries(
    names
      .map((name) => [name, { from: before[name] ?? null, to: after[name] ?? null }] as const)
      .filter(([, { from, to }]) => JSON.stringify(from) !== JSON.stringify(to)),
  );
}
