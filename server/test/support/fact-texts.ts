import { join } from 'node:path';
import { factNames, factOf, type FactName } from '../../../contract/facts.js';
import { read, root } from './repository.js';

type Texts = { [key: string]: string | Texts };

/** The texts of a fact that English lacks, as `staff.json editing.field.website`. */
export function missingFactTexts(): string[] {
  return factNames.flatMap((name) =>
    Object.entries(textsOf(name)).flatMap(([file, keys]) => {
      const texts = JSON.parse(read(join(root, 'locales', 'en', file))) as Texts;
      return keys.filter((key) => !textAt(texts, key)).map((key) => `${file} ${key}`);
    }),
  );
}

function textsOf(name: FactName): Record<string, string[]> {
  const { hint, type } = factOf(name);
  const inStaff = ['answer.authority', 'editing.field', 'imports.field'];
  // Letters that look like Latin ones are looked for in addresses.
  if (type === 'address') inStaff.push('evidence.field');
  return {
    'public.json': [
      `signatory.${name}`,
      // Asked on the page of each pillar.
      ...(type === 'pillars' ? [] : [`authority.${name}`]),
      ...(hint ? [`authority.${name}Hint`] : []),
    ],
    'staff.json': inStaff.map((group) => `${group}.${name}`),
  };
}

const textAt = (texts: Texts, key: string) =>
  key
    .split('.')
    .reduce<string | Texts | undefined>(
      (found, part) => (typeof found === 'object' ? found[part] : undefined),
      texts,
    );
