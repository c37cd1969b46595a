import { computed } from 'vue';
import { useI18n } from 'vue-i18n';
import { factOf, askedFactNames, type FactName } from '../../../../contract/facts.ts';
import type { SubmissionKind } from '../../../../contract/kinds.ts';
import { sectionNames, sectionsOf, type SectionName } from '../../../../contract/sections.ts';
import type { PillarCode } from '../../../../contract/pillars.ts';
import type { Schemas } from '../../api/client.ts';
import type { CaseRecord } from '../shared/useCase.ts';
import { useFormats } from '../shared/useFormats.ts';
import { usePact } from '../shared/usePact.ts';

interface Answers extends Record<PillarCode, Schemas['PillarSection']> {
  authority: Schemas['AuthoritySection'];
  place: Schemas['PlaceSection'];
  signer: Schemas['SignerSection'];
  /** A paper may have no e-mail address. */
  contact: Omit<Schemas['ContactSection'], 'email'> & { email?: string };
  decision: Schemas['DecisionSection'];
  practice: Schemas['PracticeSection'];
  leaving: Schemas['LeavingSection'];
  declaration: Schemas['DeclarationSection'];
}

export interface AnswerRow {
  name: string;
  value: string;
  href?: string;
  external?: boolean;
}

/** The cast is safe: the server validated each section against these types before it was sent. */
export function answersOf(record: CaseRecord): Partial<Answers> {
  return record.answers as Partial<Answers>;
}

/** The answers as rows of text, in the order of the form. Unanswered ones are left out. */
export function useAnswers(record: () => CaseRecord) {
  const { t } = useI18n();
  const { country, number, degrees, day } = useFormats();
  const { pillarName } = usePact();

  return computed(() => {
    const { authority, place, decision, signer, contact, practice, leaving, declaration } =
      answersOf(record());
    const sections: { name: SectionName; rows: (AnswerRow | null)[] }[] = [
      { name: 'practice', rows: practice ? practiceRows(practice) : [] },
      { name: 'leaving', rows: leaving ? [text('reason', leaving.reason)] : [] },
      { name: 'authority', rows: authority ? authorityRows(authority) : [] },
      {
        name: 'place',
        rows: place
          ? [
              link(
                'coordinates',
                `${degrees(place.latitude)} / ${degrees(place.longitude)}`,
                mapAddress(place),
              ),
            ]
          : [],
      },
      {
        name: 'decision',
        rows: decision
          ? [text('body', t(`body.${decision.body}`)), text('decidedOn', day(decision.decidedOn))]
          : [],
      },
      {
        name: 'signer',
        rows: signer ? [text('name', signer.name), text('office', signer.office)] : [],
      },
      { name: 'contact', rows: contact ? contactRows(contact) : [] },
      {
        name: 'declaration',
        rows: declaration?.accepted ? [text('accepted', t('answer.yes'))] : [],
      },
    ];
    const order = orderOf(record().kind);
    return sections
      .map(({ name, rows }) => ({ name, rows: rows.filter((row) => row !== null) }))
      .filter(({ rows }) => rows.length > 0)
      .sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name));
  });

  function practiceRows({
    title,
    pillar,
    whatWasDone,
    forWhom,
    result,
    alsoIn,
    whomToAsk,
  }: Answers['practice']): (AnswerRow | null)[] {
    const values = {
      title,
      pillar: pillarName(pillar),
      whatWasDone,
      forWhom,
      result,
      alsoIn,
      whomToAsk,
    };
    return Object.entries(values).map(([name, value]) => text(name, value));
  }

  function fact(name: FactName, value: string | number | undefined): AnswerRow | null {
    if (typeof value === 'number') return text(name, value && number(value));
    return factOf(name).type === 'address'
      ? link(name, value, webAddress(value))
      : text(name, value);
  }

  function authorityRows(authority: Answers['authority']): (AnswerRow | null)[] {
    return [
      text('nameOfficial', authority.nameOfficial),
      text('nameEn', authority.nameEn),
      text('nameFr', authority.nameFr),
      text('kind', t(`kind.${authority.kind}`)),
      text('country', country(authority.countryCode)),
      text('countryReason', authority.countryReason),
      text('region', authority.region),
      ...askedFactNames.map((name) => fact(name, authority[name])),
      text('jointSignatories', authority.jointSignatories),
    ];
  }
}

/**
 * First the answers of this form, then the earlier ones about the authority and the contact. The
 * declaration is last.
 */
function orderOf(kind: SubmissionKind): SectionName[] {
  const asked: SectionName[] = sectionsOf(kind).filter((name) => name !== 'declaration');
  return [...asked, ...sectionNames.filter((name) => !asked.includes(name))];
}

function contactRows({ name, office, email, phone }: Answers['contact']): (AnswerRow | null)[] {
  return [
    text('name', name),
    text('office', office),
    email ? { name: 'email', value: email, href: `mailto:${email}` } : null,
    text('phone', phone),
  ];
}

function text(name: string, value: string | number | false | undefined): AnswerRow | null {
  return value ? { name, value: String(value) } : null;
}

function link(name: string, value: string | undefined, href: string | undefined): AnswerRow | null {
  return value ? { name, value, ...(href && { href, external: true }) } : null;
}

/** Allows http(s) only, because a typed URL must not run a script here. */
function webAddress(typed: string | undefined): string | undefined {
  return typed && /^https?:\/\//i.test(typed) ? typed : undefined;
}

function mapAddress({ latitude, longitude }: Answers['place']): string {
  return (
    `https://www.openstreetmap.org/?mlat=${latitude}&` +
    `mlon=${longitude}#map=12/${latitude}/${longitude}`
  );
}
