import type { OfficialLanguage } from '../../../../contract/languages.js';

interface DigestWords {
  news: string;
  joined: (count: number) => string;
  all: string;
  test: (subject: string) => string;
  /** The size and the beginning of the root of the public log. */
  checkpoint: (short: string) => string;
}

/** The fixed wording of a digest. */
export const digestWords: Record<OfficialLanguage, DigestWords> = {
  en: {
    news: 'News',
    joined: (count) =>
      count === 1
        ? 'One new signatory'
        : `${new Intl.NumberFormat('en').format(count)} new signatories`,
    all: 'See all signatories',
    test: (subject) => `[Test] ${subject}`,
    checkpoint: (short) => `Checkpoint of the register’s public log: ${short}`,
  },
  fr: {
    news: 'Actualités',
    joined: (count) =>
      count === 1
        ? 'Un nouveau signataire'
        : `${new Intl.NumberFormat('fr').format(count)} nouveaux signataires`,
    all: 'Voir tous les signataires',
    test: (subject) => `[Essai] ${subject}`,
    checkpoint: (short) => `Point de contrôle du journal public du registre : ${short}`,
  },
};
