import { regionNames } from '../../../../contract/language-formats.js';
import type { OfficialLanguage } from '../../../../contract/languages.js';
import { partialDayInWords } from '../../platform/text/day-in-words.js';
import { staffWordsIn, type StaffWords } from '../../platform/text/staff-words.js';
import type { PlenaryListDto, PlenarySignatoryDto } from './plenary-list.dto.js';

/** A list, and all the words that its files need, in their language. */
export interface PlenaryWords {
  language: OfficialLanguage;
  list: PlenaryListDto;
  /** The day on which the file is made. */
  asOf: string;
  t: StaffWords;
  day: (day: string) => string;
  country: (code: string) => string;
  /** The name in the file's language, by which its rows are in order. */
  name: (signatory: PlenarySignatoryDto) => string;
  origin: string;
}

export function plenaryWords(
  language: OfficialLanguage,
  given: Pick<PlenaryWords, 'list' | 'asOf' | 'origin'>,
): PlenaryWords {
  return {
    language,
    ...given,
    t: staffWordsIn(language),
    day: (day) => partialDayInWords(day, language),
    country: (code) => regionNames(language).of(code) ?? code,
    name: ({ nameEn, nameFr }) => (language === 'fr' ? nameFr : nameEn),
  };
}

/** Signatories of one country, in the order of their names. */
export interface CountryPart {
  country: string;
  signatories: PlenarySignatoryDto[];
}

/** By country, in the order of the countries' names in the file's language. */
export function byCountry(
  { language, country, name }: PlenaryWords,
  signatories: readonly PlenarySignatoryDto[],
): CountryPart[] {
  const { compare } = new Intl.Collator(language);
  const codes = [...new Set(signatories.map(({ countryCode }) => countryCode))];
  return codes
    .map((code) => ({
      country: country(code),
      signatories: signatories
        .filter(({ countryCode }) => countryCode === code)
        .sort((a, b) => compare(name(a), name(b))),
    }))
    .sort((a, b) => compare(a.country, b.country));
}
