import { factNames } from '../../../../contract/facts.js';
import type { ContentPledge, SignatoryContent } from './signatory-content.js';

export const contentFields = [
  'kind',
  'countryCode',
  'region',
  'district',
  'nameOfficial',
  'nameOfficialLanguage',
  'nameEn',
  'nameFr',
  ...factNames,
  'latitude',
  'longitude',
  'signedOn',
  'sourceUrl',
  'wikidataId',
  'officialCode',
  'jointSignatories',
] as const satisfies readonly (keyof SignatoryContent)[];
export type ContentField = (typeof contentFields)[number];

export interface FieldChange {
  field: ContentField;
  before: string | null;
  after: string | null;
}

/** A pledge that is new (nothing before), removed (nothing after) or changed. */
export interface PledgeChange {
  before: ContentPledge | null;
  after: ContentPledge | null;
}

export interface ContentChanges {
  fields: FieldChange[];
  pledges: PledgeChange[];
}

/** The difference between two versions of a signatory, in the order of the page. */
export function contentChanges(before: SignatoryContent, after: SignatoryContent): ContentChanges {
  const fields = contentFields
    .map((field) => ({ field, before: text(before[field]), after: text(after[field]) }))
    .filter((change) => change.before !== change.after);
  return { fields, pledges: pledgeChanges(before.pledges, after.pledges) };
}

export function isUnchanged({ fields, pledges }: ContentChanges): boolean {
  return fields.length + pledges.length === 0;
}

const text = (value: string | number | string[] | null) =>
  (Array.isArray(value) ? value.join('\n') : String(value ?? '')) || null;

function pledgeChanges(before: ContentPledge[], after: ContentPledge[]): PledgeChange[] {
  const left = new Set(before);
  const stays = after.map((pledge) => {
    const was =
      before.find((candidate) => left.has(candidate) && isSame(candidate, pledge)) ?? null;
    if (was) left.delete(was);
    return { before: was, after: pledge as ContentPledge | null };
  });
  const goes = [...left].map((pledge) => ({ before: pledge as ContentPledge | null, after: null }));
  return [...stays, ...goes].filter((change) => told(change.before) !== told(change.after));
}

/** Whether both are the same pledge: by id or, if an amendment recreated it, by its content. */
function isSame(one: ContentPledge, other: ContentPledge): boolean {
  if (one.id === other.id) return true;
  return (
    one.pillar === other.pillar && one.action === other.action && one.ownWords === other.ownWords
  );
}

/** Every field of a pledge that the public sees, for comparison. */
function told(pledge: ContentPledge | null): string {
  if (!pledge) return '';
  const {
    pillar,
    action,
    ownWords,
    ownWordsLanguage,
    targetYear,
    leadDepartment,
    progress,
    progressNote,
    evidenceUrl,
    translations = [],
  } = pledge;
  return JSON.stringify([
    pillar,
    action,
    ownWords,
    ownWordsLanguage,
    targetYear,
    leadDepartment,
    progress,
    progressNote,
    evidenceUrl,
    translations.map(({ field, language, text, by }) => [field, language, text, by]).sort(),
  ]);
}
