/**
 * What a message template may name. Everything else in braces is refused when it is saved, so that
 * no mail ever holds a hole.
 */
export const templateVariables = ['authority', 'reference', 'contact', 'address'] as const;
export type TemplateVariable = (typeof templateVariables)[number];

/** A case that nobody has, to read a template with. */
export const sampleCase: Record<Exclude<TemplateVariable, 'address'>, string> = {
  authority: 'Schönau am Königssee',
  reference: 'KD7Q2MXR',
  contact: 'Ada Novák',
};

const variable = /\{(\w*)\}/g;

/** Names in braces that stand for nothing. */
export function unknownVariables(text: string): string[] {
  return [...new Set([...text.matchAll(variable)].map(([, name]) => name!))].filter(
    (name) => !(templateVariables as readonly string[]).includes(name),
  );
}

/**
 * Whether it would read differently in each case: whatever it names but the secretariat's address.
 */
export function namesOneCase(text: string): boolean {
  return [...text.matchAll(variable)].some(([, name]) => name !== 'address');
}

/** Puts the values in. They are text: what looks like a variable in one of them stays as it is. */
export function fillTemplate(text: string, values: Record<TemplateVariable, string>): string {
  return text.replace(variable, (whole, name: string) =>
    Object.hasOwn(values, name) ? values[name as TemplateVariable] : whole,
  );
}
