import { officialLanguages } from '../../../../contract/languages.js';
import type { WordsTranslationDto } from '../public/pledge.dto.js';
import type { DataColumn } from './data-table.js';

const text = { kind: 'text' } as const;

/** The translations of a text: one column for each language, and whose it is. */
export function translationColumns<Line>(
  name: string,
  title: { en: string; fr: string },
  translations: (line: Line) => readonly WordsTranslationDto[],
): DataColumn<Line>[] {
  const into = { en: ['English', 'anglais'], fr: ['French', 'français'] } as const;
  return officialLanguages.flatMap((language): DataColumn<Line>[] => {
    const [english, french] = into[language];
    const given = (line: Line) => translations(line).find((one) => one.language === language);
    return [
      {
        name: `${name}_${language}`,
        ...text,
        title: {
          en: `${title.en}, translated into ${english}`,
          fr: `${title.fr}, traduction en ${french}`,
        },
        value: (line) => given(line)?.text ?? null,
      },
      {
        name: `${name}_${language}_by`,
        ...text,
        title: {
          en: `Whose ${english} translation: town (signatory) or staff (secretariat)`,
          fr: `Traduction en ${french} : town (signataire) ou staff (secrétariat)`,
        },
        value: (line) => given(line)?.by ?? null,
      },
    ];
  });
}
