import { askedFactNames } from '../../../../contract/facts.ts';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.ts';
import type { FieldError, Schemas } from '../../api/client.ts';
import type { Language } from '../../../../contract/languages.ts';

export type Entry = Schemas['EntryDto'];

/** The text fields by section. In the form, each is named `section-field`. */
export const textFields = {
  authority: [
    'kind',
    'countryCode',
    'countryReason',
    'nameOfficial',
    'nameEn',
    'nameFr',
    'region',
    ...askedFactNames,
    'placeId',
    'jointSignatories',
  ],
  place: ['latitude', 'longitude'],
  signer: ['name', 'office'],
  contact: ['name', 'office', 'email', 'phone'],
  decision: ['body', 'decidedOn'],
} as const;
type TextSection = keyof typeof textFields;
const textSections = Object.keys(textFields) as TextSection[];

export interface PledgeForm {
  chosen: boolean;
  targetYear: string;
  leadDepartment: string;
}
export interface OwnPledgeForm {
  text: string;
  targetYear: string;
  leadDepartment: string;
}
export interface PillarForm {
  /** By action code. */
  actions: Record<string, PledgeForm>;
  ownWords: OwnPledgeForm[];
  notYet: string;
  notCompetent: boolean;
}

/** A paper entry as typed: everything is text and nothing is validated here. */
export interface PaperForm {
  language: Language;
  noAutomaticMail: boolean;
  texts: Record<string, string>;
  pillars: Record<PillarCode, PillarForm>;
  accepted: boolean;
}

export const emptyOwnPledge = (): OwnPledgeForm => ({
  text: '',
  targetYear: '',
  leadDepartment: '',
});
export const emptyPledge = (): PledgeForm => ({
  chosen: false,
  targetYear: '',
  leadDepartment: '',
});
const text = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const list = (value: unknown) => (Array.isArray(value) ? (value as Record<string, unknown>[]) : []);

export function toForm({ language, noAutomaticMail, sections }: Entry): PaperForm {
  const texts = textSections.flatMap((section) =>
    textFields[section].map((field) => [`${section}-${field}`, text(sections[section]?.[field])]),
  );
  const pillars = pillarCodes.map((code) => [code, toPillar(sections[code] ?? {})]);
  return {
    language: language as Language,
    noAutomaticMail,
    texts: Object.fromEntries(texts) as PaperForm['texts'],
    pillars: Object.fromEntries(pillars) as PaperForm['pillars'],
    accepted: sections['declaration']?.['accepted'] === true,
  };
}

/** The confirmed answers, as stored. */
export function confirmedIn({ sections }: Entry): string[] {
  const kept = Object.values(sections).flatMap(({ confirmed }) =>
    Array.isArray(confirmed) ? confirmed : [],
  );
  return [...new Set(kept.filter((item) => typeof item === 'string'))];
}

function toPillar({
  actions,
  ownWords,
  notYet,
  notCompetent,
}: Record<string, unknown>): PillarForm {
  const details = (pledge: Record<string, unknown>) => ({
    targetYear: text(pledge['targetYear']),
    leadDepartment: text(pledge['leadDepartment']),
  });
  return {
    actions: Object.fromEntries(
      list(actions).map((action) => [text(action['code']), { chosen: true, ...details(action) }]),
    ),
    ownWords: list(ownWords).map((own) => ({ text: text(own['text']), ...details(own) })),
    notYet: text(notYet),
    notCompetent: notCompetent === true,
  };
}

/** Converts the form for the API. Empty fields are left out. */
export function toBody(form: PaperForm, confirmed: readonly string[]): Schemas['EntryFormDto'] {
  const { language, noAutomaticMail, texts, pillars, accepted } = form;
  const sections: Record<string, Record<string, unknown>> = {};
  for (const section of textSections) {
    const said = textFields[section]
      .map((field) => [field, texts[`${section}-${field}`] ?? ''] as const)
      .filter(([, value]) => value.trim() !== '');
    sections[section] = Object.fromEntries(said);
  }
  for (const code of pillarCodes) sections[code] = fromPillar(pillars[code]);
  if (confirmed.length > 0) {
    for (const section of Object.values(sections)) section['confirmed'] = [...confirmed];
  }
  sections['declaration'] = accepted ? { accepted } : {};
  return { language, noAutomaticMail, sections };
}

function fromPillar({
  actions,
  ownWords,
  notYet,
  notCompetent,
}: PillarForm): Record<string, unknown> {
  const details = ({ targetYear, leadDepartment }: OwnPledgeForm | PledgeForm) => ({
    ...(targetYear.trim() && { targetYear }),
    ...(leadDepartment.trim() && { leadDepartment }),
  });
  return {
    actions: chosenIn(actions).map(([code, pledge]) => ({ code, ...details(pledge) })),
    ownWords: ownWords.map((own) => ({ text: own.text, ...details(own) })),
    ...(notYet.trim() && { notYet }),
    ...(notCompetent && { notCompetent }),
  };
}

const chosenIn = (actions: PillarForm['actions']) =>
  Object.entries(actions).filter(([, { chosen }]) => chosen);

/**
 * `/signer/name` refers to the field `signer-name`, `/prevention/actions/0/targetYear` to the year
 * of the first selected action.
 */
export function toField(pointer: string, { pillars }: PaperForm): string {
  const [section = '', part = '', index, last] = pointer.slice(1).split('/');
  if (section === 'documents') return 'file';
  if (part === 'actions' && index !== undefined) {
    const code = chosenIn(pillars[section as PillarCode].actions)[Number(index)]?.[0] ?? index;
    return [section, code, last].filter(Boolean).join('-');
  }
  return [section, part, index, last].filter((name) => name !== undefined && name !== '').join('-');
}

export function toFields(errors: readonly FieldError[], form: PaperForm): FieldError[] {
  return errors.map((error) => ({ ...error, pointer: `/${toField(error.pointer, form)}` }));
}
