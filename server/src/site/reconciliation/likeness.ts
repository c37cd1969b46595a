import { fold, identityKey } from '../../platform/text/text.js';
import { withoutLongSaint } from '../../platform/text/name-words.js';
import type { AuthorityKind } from '../../../../contract/kinds.js';
import type { NamesDto } from '../public/public.dto.js';

/** The names to compare with. */
export interface Compared {
  kind: AuthorityKind;
  region: string;
  names: NamesDto;
}

const ofRegions = new Set('region departement land provincia regione province county'.split(' '));
/** They stand in names of every kind. */
const articles = new Set(
  'the of de la le les du des der di del della delle dei da do dos das el d l'.split(' '),
);

/** The kind of authority that the words of a name suggest: "Stadt Köln", "Provincia di…". */
export function kindSaid(name: string): 'region' | 'municipality' | null {
  const telling = new Set(identityKey(name).split(' '));
  const generic = fold(name)
    .split(' ')
    .filter((word) => word && !telling.has(word) && !articles.has(word));
  if (generic.some((word) => ofRegions.has(word))) return 'region';
  return generic.length > 0 ? 'municipality' : null;
}

const namesOf = ({ official, en, fr }: NamesDto) => [official, en, fr];

/** Whether one of its names is the typed one, but for words like "City of". */
export function hasName(typed: string, { names }: Pick<Compared, 'names'>): boolean {
  const key = identityKey(typed);
  return namesOf(names).some((name) => identityKey(name) === key);
}

/**
 * Whether the query contains the whole registered name; it may add words for its kind: "Stadt Köln"
 * contains "Köln", but "Real" does not contain "Ciudad Real".
 */
export function saysAllOf(typed: string, name: string): boolean {
  const isSame = identityKey(name) === identityKey(typed);
  return isSame && ` ${wholeName(typed)} `.includes(` ${wholeName(name)} `);
}

const wholeName = (name: string) => fold(name).split(' ').map(withoutLongSaint).join(' ');

/** The same for any of its names. */
export const saysFullName = (typed: string, { names }: Pick<Compared, 'names'>) =>
  namesOf(names).some((name) => saysAllOf(typed, name));

/** Whether the words of the query fit its kind as well as its name. */
export function isNamed(typed: string, compared: Compared): boolean {
  if (!hasName(typed, compared)) return false;
  const { kind, names } = compared;
  const said = kindSaid(typed);
  if (said) return said === kind;
  // "Milano" is not the "Provincia di Milano".
  return kind === 'municipality' || namesOf(names).some((name) => fold(name) === fold(typed));
}

/** A town in a region of the same name: without a word for its kind, either may be meant. */
export function mayBeItsRegion(typed: string, { kind, region }: Compared): boolean {
  return kindSaid(typed) === null && kind !== 'other' && identityKey(region) === identityKey(typed);
}

/** How much the letters have in common, from 0 to 1. */
export function similarity(typed: string, { names }: Pick<Compared, 'names'>): number {
  const asked = pairsOf(identityKey(typed));
  const likeness = namesOf(names).map((name) => {
    const known = pairsOf(identityKey(name));
    const common = [...asked].filter((pair) => known.has(pair)).length;
    return (2 * common) / (asked.size + known.size);
  });
  return Math.max(...likeness);
}

function pairsOf(text: string): Set<string> {
  const padded = ` ${text} `;
  return new Set(Array.from({ length: padded.length - 1 }, (_, at) => padded.slice(at, at + 2)));
}
