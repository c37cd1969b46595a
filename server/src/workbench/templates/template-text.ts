import { joinedInFrench } from '../../../../contract/french.js';
import type { Language } from '../../../../contract/languages.js';

/**
 * The variables of a message template. Any other text in braces is rejected on saving, so that no
 * mail has an unfilled placeholder.
 */
export const templateVariables = ['authority', 'reference', 'contact', 'address'] as const;
export type TemplateVariable = (typeof templateVariables)[number];

/** A fictitious case for previewing a template. */
export const sampleCase: Record<Exclude<TemplateVariable, 'address'>, string> = {
  authority: 'Schönau am Königssee',
  reference: 'KD7Q2MXR',
  contact: 'Ada Novák',
};

const variable = /\{(\w*)\}/g;

/** The names in braces, each once. */
export const variablesIn = (text: string): string[] => [
  ...new Set([...text.matchAll(variable)].map(([, name]) => name!)),
];

/** Unknown variables in braces. */
export function unknownVariables(text: string): string[] {
  return variablesIn(text).filter(
    (name) => !(templateVariables as readonly string[]).includes(name),
  );
}

/**
 * Whether the text differs from case to case, because it uses any variable other than the
 * secretariat's address.
 */
export function namesOneCase(text: string): boolean {
  return [...text.matchAll(variable)].some(([, name]) => name !== 'address');
}

/** Fills in the values. They are plain text: a value that looks like a variable is not expanded. */
export function fillTemplate(
  text: string,
  values: Record<TemplateVariable, string>,
  language: Language,
): string {
  const filled = text.replace(variable, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as TemplateVariable] : whole,
  );
  return language === 'fr' ? joinedInFrench(filled, values) : filled;
}
