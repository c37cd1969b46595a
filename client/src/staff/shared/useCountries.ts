import { isoCountries } from '../../../../contract/countries.ts';
import { useFormats } from './useFormats.ts';

/** Countries to choose from, by their names in the language of the screen. */
export function useCountries() {
  const { country } = useFormats();
  return {
    options: (codes: readonly string[] = isoCountries) =>
      codes
        .map((value) => ({ value, label: country(value) }))
        .sort((one, other) => one.label.localeCompare(other.label)),
  };
}
