import { useI18n } from 'vue-i18n';
import type { Schemas } from '../../api/client.ts';
import { useFormats } from './useFormats.ts';

export type Finding = Schemas['FindingDto'];

/** The findings of a case, as texts. */
export function useFindings() {
  const { t } = useI18n();
  const { country, day, number } = useFormats();

  /** Countries, days and figures as people write them. */
  function shown([name, value]: [string, string | number]): [string, string | number] {
    if (name === 'country') return [name, country(String(value))];
    if (name === 'day') return [name, day(String(value))];
    if (name === 'km') return [name, number(Number(value))];
    return name === 'field' ? [name, t(`evidence.field.${value}`)] : [name, value];
  }

  return {
    findingText: ({ check, outcome, values }: Finding): string => {
      const named = Object.fromEntries(Object.entries(values).map(shown));
      return t(`finding.${check}.${outcome}`, named, Number(values['n'] ?? 1));
    },
  };
}
