import { formSeparator } from '../../../../contract/site-texts.js';

/** A missing placeholder, an unknown variable, or a wrong number of plural forms. */
export type TextFault =
  | { key: 'keepsPlaceholder' | 'isKnownVariable'; params: { name: string } }
  | { key: 'hasForms'; params: { count: number; found: number } };

/** The names in braces, in order of appearance: `{town}` is `town`. */
export function placeholdersIn(text: string): string[] {
  return [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!))];
}

/** The plural forms of a text with a number: "{n} town | {n} towns". */
export const formsIn = (text: string): string[] => text.split(formSeparator);

/**
 * Compares a text with the shipped one that it replaces: it must have the same placeholders and the
 * same number of plural forms.
 */
export function faultsOf(text: string, shipped: string): TextFault[] {
  const wanted = placeholdersIn(shipped);
  const given = placeholdersIn(text);
  const count = formsIn(shipped).length;
  const found = formsIn(text).length;
  return [
    ...wanted
      .filter((name) => !given.includes(name))
      .map((name) => ({ key: 'keepsPlaceholder' as const, params: { name } })),
    ...given
      .filter((name) => !wanted.includes(name))
      .map((name) => ({ key: 'isKnownVariable' as const, params: { name } })),
    ...(count === found ? [] : [{ key: 'hasForms' as const, params: { count, found } }]),
  ];
}
