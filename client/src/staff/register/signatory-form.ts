import { factNames } from '../../../../contract/facts.ts';
import { officialLanguages, type OfficialLanguage } from '../../../../contract/languages.ts';
import { translatedFields, type TranslatedField } from '../../../../contract/translations.ts';
import type { Schemas } from '../../api/client.ts';

type Content = Schemas['SignatoryContentDto'];
type Pledge = Content['pledges'][number];

export const textFields = [
  'nameOfficial',
  'nameOfficialLanguage',
  'nameEn',
  'nameFr',
  'region',
  'district',
  ...factNames,
  'latitude',
  'longitude',
  'signedOn',
  'sourceUrl',
  'wikidataId',
  'officialCode',
] as const;
type TextField = (typeof textFields)[number];

type TranslationKey = `${TranslatedField}-${OfficialLanguage}`;
export const translationKeys = translatedFields.flatMap((field) =>
  officialLanguages.map((language): TranslationKey => `${field}-${language}`),
);
type Translations = Record<TranslationKey, string>;

/** A pledge as typed: everything is text. */
export interface PledgeForm {
  /** A temporary key for a new pledge, until the server assigns an id. */
  key: string;
  id: string;
  pillar: Pledge['pillar'];
  action: string;
  ownWords: string;
  ownWordsLanguage: string;
  targetYear: string;
  leadDepartment: string;
  progress: Pledge['progress'];
  progressNote: string;
  evidenceUrl: string;
  /** Of its own words and its note. */
  translations: Translations;
  /** The version of the Pact under which it was made; null for a new one. Nobody edits it. */
  pactVersion: number | null;
}

/** A signatory as typed. */
export interface SignatoryForm extends Record<TextField, string> {
  kind: Content['kind'];
  countryCode: string;
  /** One name per line. */
  jointSignatories: string;
  pledges: PledgeForm[];
}

const text = (value: string | number | null | undefined) => (value ?? '') + '';

export function toForm(content: Content): SignatoryForm {
  const texts = Object.fromEntries(
    textFields.map((field) => [field, text(content[field])]),
  ) as Record<TextField, string>;
  return {
    ...texts,
    kind: content.kind,
    countryCode: content.countryCode,
    jointSignatories: content.jointSignatories.join('\n'),
    pledges: content.pledges.map(toPledgeForm),
  };
}

function toPledgeForm(pledge: Pledge): PledgeForm {
  return {
    key: text(pledge.id),
    id: text(pledge.id),
    pillar: pledge.pillar,
    action: text(pledge.action),
    ownWords: text(pledge.ownWords),
    ownWordsLanguage: text(pledge.ownWordsLanguage),
    targetYear: text(pledge.targetYear),
    leadDepartment: text(pledge.leadDepartment),
    progress: pledge.progress,
    progressNote: text(pledge.progressNote),
    evidenceUrl: text(pledge.evidenceUrl),
    translations: translationsIn(pledge.translations ?? []),
    pactVersion: pledge.pactVersion ?? null,
  };
}

function translationsIn(given: NonNullable<Pledge['translations']>): Translations {
  const typed = translationKeys.map((key) => [
    key,
    text(given.find(({ field, language }) => `${field}-${language}` === key)?.text),
  ]);
  return Object.fromEntries(typed) as Translations;
}

/** Those with text, in the order of the keys. */
function toTranslations(typed: Translations): NonNullable<Pledge['translations']> {
  return translatedFields.flatMap((field) =>
    officialLanguages.flatMap((language) => {
      const words = typed[`${field}-${language}`];
      return words.trim() === '' ? [] : [{ field, language, text: words }];
    }),
  );
}

export function emptyPledge(pillar: Pledge['pillar']): PledgeForm {
  const words = {
    action: '',
    ownWords: '',
    ownWordsLanguage: '',
    targetYear: '',
    leadDepartment: '',
    progressNote: '',
    evidenceUrl: '',
  };
  const fresh = { id: '', pactVersion: null, progress: 'planned' as const };
  const translations = translationsIn([]);
  return { key: crypto.randomUUID(), pillar, ...fresh, ...words, translations };
}

/**
 * Converts the form for the API: numbers in the format the server parses from forms. Empty fields
 * are left out.
 */
export function toContent(form: SignatoryForm): Content {
  const { pledges, jointSignatories, kind, countryCode, ...texts } = form;
  const told = Object.entries(texts).filter(([, value]) => value.trim() !== '');
  return {
    kind,
    countryCode,
    ...(Object.fromEntries(told) as unknown as Pick<Content, 'nameOfficial'>),
    jointSignatories: jointSignatories.split('\n').filter((line) => line.trim() !== ''),
    pledges: pledges.map(
      ({ key: _, pactVersion: __, pillar, progress, translations, ...words }) => {
        const said = Object.entries(words).filter(([, value]) => value.trim() !== '');
        return {
          ...{ pillar, progress, ...Object.fromEntries(said) },
          translations: toTranslations(translations),
        };
      },
    ),
  };
}

/**
 * A three-way merge of a form: the common base, the user's input and the newest version. The input
 * wins.
 */
export function merge(base: SignatoryForm, mine: SignatoryForm, theirs: SignatoryForm) {
  const contested: Partial<Record<string, string>> = {};
  const form = { ...theirs };
  for (const field of [...textFields, 'kind', 'countryCode', 'jointSignatories'] as const) {
    if (mine[field] === base[field] || mine[field] === theirs[field]) continue;
    if (theirs[field] !== base[field]) contested[field] = theirs[field];
    Object.assign(form, { [field]: mine[field] });
  }
  form.pledges = mergePledges(base.pledges, mine.pledges, theirs.pledges);
  return { form, contested };
}

function mergePledges(base: PledgeForm[], mine: PledgeForm[], theirs: PledgeForm[]): PledgeForm[] {
  const same = (one: PledgeForm | undefined, other: PledgeForm | undefined) =>
    JSON.stringify(one) === JSON.stringify(other);
  const of = (pledges: PledgeForm[], { key }: PledgeForm) =>
    pledges.find((pledge) => pledge.key === key);
  const standing = theirs.flatMap((pledge) => {
    const [was, typed] = [of(base, pledge), of(mine, pledge)];
    // Removed here and unchanged there.
    if (was && !typed) return same(was, pledge) ? [] : [pledge];
    return [typed && !same(typed, was) ? typed : pledge];
  });
  // Added here, or changed here and removed there, which makes it new again.
  const added = mine
    .filter((pledge) => !of(theirs, pledge) && !same(of(base, pledge), pledge))
    .map((pledge) => ({ ...pledge, id: '' }));
  return [...standing, ...added];
}
