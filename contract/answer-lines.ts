import { askedFactNames, isFigure } from './facts.js';
import type { SubmissionKind } from './kinds.js';
import { pillarCodes, type PillarCode } from './pillars.js';
import { sectionsOf } from './sections.js';

/** One answer as it is read: its question, and what was answered. */
export interface AnswerLine {
  label: string;
  text: string;
}

/** The answers of one section, in the order of the form. */
export interface AnswerSection {
  name: string;
  heading: string;
  lines: AnswerLine[];
}

type Answer = Record<string, unknown>;

/** The input: answers as they were sent, and the names of their documents. */
export interface WrittenAnswers {
  kind: SubmissionKind;
  answers: Record<string, Answer | undefined>;
  documents: readonly { kind: string; fileName: string }[];
}

/** The texts of one language. */
export interface AnswerWords {
  t: (key: string, values?: Record<string, string>) => string;
  country: (code: string) => string;
  date: (day: string) => string;
  number: (figure: number) => string;
  /** The wording of an action, by its code. */
  action: (code: string) => string;
  pillar: (code: PillarCode) => string;
  /** The name of a pledge in a progress report, by its id. */
  pledge: (id: string) => string;
}

/** All answers of a submission, section by section and line by line, on screens and on paper. */
export function answerSections(written: WrittenAnswers, say: AnswerWords): AnswerSection[] {
  const asked: readonly string[] = [...sectionsOf(written.kind), 'documents'];
  return asked
    .filter((name) => name !== 'declaration')
    .map((name) => ({
      name,
      heading: isPillarName(name) ? say.pillar(name) : say.t(`sections.${name}`),
      lines:
        name === 'documents'
          ? written.documents.map(({ kind, fileName }) => ({
              label: say.t(`documents.kinds.${kind}`),
              text: fileName,
            }))
          : linesOf(name, written.answers[name] ?? {}, say),
    }));
}

const isPillarName = (name: string): name is PillarCode =>
  (pillarCodes as readonly string[]).includes(name);

const practiceFields = [
  ...['title', 'pillar', 'whatWasDone', 'forWhom', 'result'],
  ...['alsoIn', 'whomToAsk'],
];

function linesOf(section: string, answer: Answer, say: AnswerWords): AnswerLine[] {
  const { t } = say;
  if (isPillarName(section)) return pledgeLines(answer, say);
  switch (section) {
    case 'authority':
      return authorityLines(answer, say);
    case 'place':
      return plainLines('place', ['latitude', 'longitude'], answer, say);
    case 'signer':
      return plainLines('signer', ['name', 'office'], answer, say);
    case 'contact':
      return plainLines('contact', ['name', 'office', 'email', 'phone'], answer, say);
    case 'decision':
      return [
        ...line(t('decision.body'), answer['body'], (body) => t(`decision.bodies.${body}`)),
        ...line(t('decision.decidedOn'), answer['decidedOn'], say.date),
      ];
    case 'practice':
      return practiceFields.flatMap((name) =>
        line(t(`practice.${name}`), answer[name], (value) =>
          name === 'pillar' ? say.pillar(value as PillarCode) : value,
        ),
      );
    case 'leaving':
      return line(t('leaving.reason'), answer['reason']);
    default:
      return reportLines(answer, say);
  }
}

const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const listIn = (answer: Answer, name: string) =>
  Array.isArray(answer[name]) ? (answer[name] as Answer[]) : [];

function line(
  label: string,
  value: unknown,
  show: (text: string) => string = (shown) => shown,
): AnswerLine[] {
  return textOf(value) ? [{ label: withoutNote(label), text: show(textOf(value)) }] : [];
}

/** A given answer is no longer "(optional)". */
const withoutNote = (label: string) => label.replace(/\s*\([^()]*\)$/, '');

const plainLines = (section: string, names: string[], answer: Answer, { t }: AnswerWords) =>
  names.flatMap((name) => line(t(`${section}.${name}`), answer[name]));

function authorityLines(answer: Answer, say: AnswerWords): AnswerLine[] {
  const { t } = say;
  return [
    ...line(t('authority.kind'), answer['kind'], (kind) => t(`kinds.${kind}`)),
    ...line(t('authority.country'), answer['countryCode'], say.country),
    ...line(t('authority.nameOfficial'), answer['nameOfficial']),
    ...otherNames(answer, say),
    ...line(t('authority.region'), answer['region']),
    ...askedFactNames.flatMap((name) =>
      line(t(`authority.${name}`), answer[name], (value) =>
        isFigure(name) ? say.number(Number(value)) : value,
      ),
    ),
    ...line(t('authority.countryReason'), answer['countryReason']),
    ...line(t('authority.jointSignatories'), answer['jointSignatories']),
  ];
}

/** Where a name was left out, the one that will be published in its place. */
function otherNames({ nameOfficial, nameEn, nameFr }: Answer, { t }: AnswerWords): AnswerLine[] {
  const official = textOf(nameOfficial);
  if (official === '') return [];
  const english = textOf(nameEn);
  const french = english ? t('check.asEnglish', { name: english }) : '';
  const instead = t('check.asOfficial', { name: official });
  return [
    ...line(t('authority.nameEn'), english || instead),
    ...line(t('authority.nameFr'), textOf(nameFr) || french || instead),
  ];
}

function pledgeLines(answer: Answer, { t, action }: AnswerWords): AnswerLine[] {
  const details = ({ targetYear, leadDepartment }: Answer) => {
    const parts = [
      ...(targetYear ? [t('signatory.target', { year: textOf(targetYear) })] : []),
      ...(leadDepartment ? [t('signatory.lead', { name: textOf(leadDepartment) })] : []),
    ];
    return parts.length > 0 ? ` (${parts.join(', ')})` : '';
  };
  return [
    ...listIn(answer, 'actions').map((pledge) => ({
      label: t('check.action'),
      text: `${action(textOf(pledge['code']))}${details(pledge)}`,
    })),
    ...listIn(answer, 'ownWords').map((pledge) => ({
      label: t('check.ownWords'),
      text: [`${textOf(pledge['text'])}${details(pledge)}`, ...translated(pledge, t)].join('\n'),
    })),
    ...line(t('pledge.notYet'), answer['notYet']),
    ...(answer['notCompetent'] === true
      ? [{ label: t('signatory.outsideCompetence'), text: t('pledge.notCompetent') }]
      : []),
  ];
}

const translated = (answer: Answer, t: AnswerWords['t']) =>
  (['inEnglish', 'inFrench'] as const).flatMap((name) =>
    textOf(answer[name]) ? [`${t(`translations.${name}`)}: ${textOf(answer[name])}`] : [],
  );

function reportLines(answer: Answer, { t, pledge }: AnswerWords): AnswerLine[] {
  return listIn(answer, 'reports').map((report) => ({
    label: pledge(textOf(report['pledgeId'])),
    text: [
      t(`progress.${textOf(report['progress'])}`),
      textOf(report['note']),
      ...translated(report, t),
      textOf(report['evidenceUrl']),
    ]
      .filter(Boolean)
      .join('\n'),
  }));
}
