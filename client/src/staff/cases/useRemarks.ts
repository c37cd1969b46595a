import { computed } from 'vue';
import { labelled } from '../../../../contract/labelled.ts';
import { askedFactNames } from '../../../../contract/facts.ts';
import { useI18n } from 'vue-i18n';
import { sectionNames, type SectionName } from '../../../../contract/sections.ts';
import { pillarCodes } from '../../../../contract/pillars.ts';
import { useLanguage } from '../i18n.ts';
import { answersOf } from './useAnswers.ts';
import type { CaseRecord } from '../shared/useCase.ts';
import { usePact } from '../shared/usePact.ts';

export interface Remark {
  pointer: string;
  text: string;
}

export interface RemarkGroup {
  name: string;
  fields: { pointer: string; label: string }[];
}

/** The fields of each section's page in the public form. */
const fields = {
  authority: [
    'nameOfficial',
    'nameEn',
    'nameFr',
    'kind',
    'countryCode',
    'region',
    ...askedFactNames,
  ],
  place: ['latitude'],
  decision: ['body', 'decidedOn'],
  signer: ['name', 'office'],
  contact: ['name', 'office', 'email', 'phone'],
  practice: ['title', 'pillar', 'whatWasDone', 'forWhom', 'result', 'alsoIn', 'whomToAsk'],
  leaving: ['reason'],
} as const;
const hasFields = (section: SectionName): section is keyof typeof fields =>
  Object.hasOwn(fields, section);
const reportLabels: Record<string, string> = {
  progress: 'editing.pledge.progress',
  note: 'editing.pledge.progressNote',
  evidenceUrl: 'editing.pledge.evidenceUrl',
};
const labels: Record<string, string> = { countryCode: 'country', latitude: 'coordinates' };

/** The pointer of an answer that the case shows under a different name. */
export function pointerOf(section: string, row: string): string {
  const field = Object.entries(labels).find(([, label]) => label === row)?.[0] ?? row;
  return `/${section}/${field}`;
}

/** The answers of a case that can be commented on, in the order of the form. */
export function useRemarks(record: () => CaseRecord) {
  const { t, te } = useI18n();
  const { language } = useLanguage();
  const { pillarName, wording } = usePact();

  const groups = computed<RemarkGroup[]>(() => {
    const answers = answersOf(record());
    const plain = sectionNames.filter(hasFields).filter((section) => answers[section]);
    return [
      ...plain.map((section) => ({
        name: t(`answer.section.${section}`),
        fields: fields[section].map((field) => ({
          pointer: `/${section}/${field}`,
          label: t(`answer.${section}.${labels[field] ?? field}`),
        })),
      })),
      ...pillarCodes
        .filter((pillar) => answers[pillar])
        .map((pillar) => ({ name: pillarName(pillar), fields: pillarFields(pillar) })),
      {
        name: t('remarks.documents'),
        fields: [{ pointer: '/documents', label: t('remarks.documents') }],
      },
    ];

    function pillarFields(pillar: (typeof pillarCodes)[number]) {
      const { actions = [], ownWords = [] } = answers[pillar] ?? {};
      return [
        ...actions.map(({ code }) => ({
          pointer: `/${pillar}/actions/${code}`,
          label: wording(code, record().pactVersion),
        })),
        ...ownWords.map((_, index) => ({
          pointer: `/${pillar}/ownWords/${index}/text`,
          label: t('remarks.own', { n: index + 1 }),
        })),
        { pointer: `/${pillar}`, label: t('remarks.whole') },
      ];
    }
  });

  /** A former answer of the form still has a name. */
  function otherLabel(pointer: string): string {
    const [, section = '', field = '', code = ''] = pointer.split('/');
    const pillar = pillarCodes.find((one) => one === section);
    if (pillar) return joined(pillarName(pillar), pledgePart(field, code));
    if (section === 'progress' && code)
      return joined(pledgeName(field), t(reportLabels[code] ?? code));
    const name = `answer.${section}.${labels[field] ?? field}`;
    const heading = `answer.section.${section}`;
    const [first = '', second = ''] = [heading, name].filter((key) => te(key)).map((key) => t(key));
    return joined(first, second) || pointer;
  }

  function pledgePart(field: string, code: string): string {
    if (field === 'actions') return wording(code, record().pactVersion);
    if (field === 'ownWords') return t('remarks.own', { n: Number(code) + 1 });
    if (field === 'notCompetent') return t('answer.notCompetent');
    return field === 'notYet' ? t('answer.notYet') : '';
  }

  const joined = (group: string, field: string) =>
    group && field ? labelled(group, field, language.value) : group || field;

  /** The words of the pledge that a report is about. */
  function pledgeName(pledgeId: string): string {
    const report = record().changes?.reports.find((one) => one.pledgeId === pledgeId);
    return report ? (report.ownWords ?? wording(report.action ?? '', report.pactVersion)) : '';
  }
  const isOffered = (pointer: string) =>
    groups.value.some((group) => group.fields.some((field) => field.pointer === pointer));
  const labelOf = (pointer: string) => {
    const group = groups.value.find((candidate) =>
      candidate.fields.some((field) => field.pointer === pointer),
    );
    const field = group?.fields.find((candidate) => candidate.pointer === pointer);
    if (!group || !field) return otherLabel(pointer);
    return group.name === field.label ? field.label : joined(group.name, field.label);
  };
  return { groups, labelOf, isOffered };
}
