import type { EntityManager } from 'typeorm';
import { factsOfType } from '../../../../contract/facts.js';
import { lookAlikes, type ScriptPart } from '../../platform/text/scripts.js';
import { resembling } from '../../reference/authorities/resembling.js';
import type { ExaminedCase } from './examined-case.js';
import { finding, type FindingDto } from './finding.dto.js';

type Named = Pick<ExaminedCase, 'id' | 'answers' | 'contactEmail'>;

/** A text that contains letters of another script than the rest. */
export interface LookAlike {
  field: string;
  parts: ScriptPart[];
}

/** A name that looks like another one. */
export interface Resemblance {
  field: string;
  name: string;
}

/** A text with its field's name, and the country whose script it may use besides Latin letters. */
type LatinOrLocal = [field: string, text: string | null | undefined, country: string | null];

/**
 * An official name may use the country's script. English and French names, addresses and websites
 * use Latin letters.
 */
export function lookAlikesIn({
  answers: { authority, signer, contact },
  contactEmail,
}: Omit<Named, 'id'>): LookAlike[] {
  const country = authority?.countryCode ?? null;
  const texts: LatinOrLocal[] = [
    ['nameOfficial', authority?.nameOfficial, country],
    ['nameEn', authority?.nameEn, null],
    ['nameFr', authority?.nameFr, null],
    ['region', authority?.region, country],
    ...factsOfType('address').map((name): LatinOrLocal => [name, authority?.[name], null]),
    ['signer', signer?.name, country],
    ['contact', contact?.name, country],
    ['email', contactEmail, null],
  ];
  return texts.flatMap(([field, text, scriptsOf]) => {
    const parts = text ? lookAlikes(text, scriptsOf) : null;
    return parts ? [{ field, parts }] : [];
  });
}

/** The names of each case that look like those of another authority or place. */
export async function resemblances(
  manager: EntityManager,
  cases: readonly Pick<Named, 'id' | 'answers'>[],
): Promise<Map<string, Resemblance[]>> {
  const given = cases.flatMap(({ id, answers: { authority } }) =>
    (['nameOfficial', 'nameEn', 'nameFr'] as const).flatMap((field) =>
      authority?.[field]
        ? [{ id: `${id} ${field}`, name: authority[field], countryCode: authority.countryCode }]
        : [],
    ),
  );
  const found = new Map<string, Resemblance[]>();
  for (const [key, name] of await resembling(manager, given)) {
    const [id, field] = key.split(' ') as [string, string];
    found.set(id, [...(found.get(id) ?? []), { field, name }]);
  }
  return found;
}

/** Whether a name contains look-alike letters. */
export function lettersFinding(one: Named, resembles: Resemblance[]): FindingDto | null {
  const [first] = resembles;
  if (first) return finding('letters', 'danger', 'resembles', { name: first.name });
  const [mixed] = lookAlikesIn(one);
  if (mixed) return finding('letters', 'danger', 'mixed', { field: mixed.field });
  return one.answers.authority ? finding('letters', 'good', 'plain') : null;
}
