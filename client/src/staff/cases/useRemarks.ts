import { computed } from 'vue';
import { factsToRead } from '../../../../contract/facts.ts';
import { useI18n } from 'vue-i18n';
import { sectionNames, type SectionName } from '../../../../contract/sections.ts';
import { pillarCodes } from '../../../../contract/pillars.ts';
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
  authority: ['nameOfficial', 'nameEn', 'nameFr', 'kind', 'countryCode', 'region', ...factsToRead],
  place: ['latitude'],
  decision: ['body', 'decidedOn'],
  signer: ['name', 'office'],
  contact: ['name', 'office', 'email', 'phone'],
  practice: ['title', 'pillar', 'whatWasDone', 'forWhom', 'result', 'alsoIn', 'whomToAsk'],
  leaving: ['reason'],
} as const;
const hasFields = (section: SectionName): section is keyof typeof fields =>
  Object.hasOwn(fields, section);
const labels: Record<string, string> = { countryCode: 'country', latitude: 'coordinates' };

/** The answers of a case that can be commented on, in the order of the form. */
export function useRemarks(record: () => CaseRecord) {
  const { t } = useI18n();
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

  const labelOf = (pointer: string) => {
    const group = groups.value.find((candidate) =>
      candidate.fields.some((field) => field.pointer === pointer),
    );
    const field = group?.fields.find((candidate) => candidate.pointer === pointer);
    return group && field && group.name !== field.label
      ? `${group.name}: ${field.label}`
      : (field?.label ?? pointer);
  };
  return { groups, labelOf };
}
