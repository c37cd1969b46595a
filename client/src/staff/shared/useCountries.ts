import { useI18n } from 'vue-i18n';
import { isoCountries, membersFirst, memberStates } from '../../../../contract/countries.ts';
import { useFormats } from './useFormats.ts';

export interface CountryOption {
  value: string;
  label: string;
  /** The heading of the part of the list that it belongs to. */
  group: string;
}

/** Countries to choose from, by their names in the language of the screen; member states first. */
export function useCountries() {
  const { t } = useI18n();
  const { country } = useFormats();
  const isMember = (code: string) => memberStates.includes(code);
  return {
    options: (codes: readonly string[] = isoCountries): CountryOption[] =>
      codes
        .map((value) => ({
          value,
          label: country(value),
          group: t(isMember(value) ? 'common.memberStates' : 'common.otherCountries'),
        }))
        .sort(
          (one, other) =>
            membersFirst(one.value, other.value) || one.label.localeCompare(other.label),
        ),
  };
}
