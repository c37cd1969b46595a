import { paperTextsIn } from '../../joining/papers/texts.js';
import {
  heading,
  text,
  type TableBlock,
  type WrittenPaper,
} from '../../joining/papers/written-paper.js';
import type { PlenarySignatoryDto } from './plenary-list.dto.js';
import { byCountry, type PlenaryWords } from './plenary-words.js';

type Paper = WrittenPaper<TableBlock>;

/** The list as a paper that members of the session are handed. */
export function plenaryPaper(say: PlenaryWords): Paper {
  const { t, day, list, language, asOf, origin } = say;
  const title = t('plenary.title', { day: day(list.since) });
  return {
    language,
    title,
    subtitle: paperTextsIn(language).pact,
    running: `${title} · ${t('plenary.asOf', { day: day(asOf) })}`,
    day: asOf,
    blocks: [
      text(t('plenary.asOf', { day: day(asOf) }), true),
      ...part(say, 'joined', list.joined),
      ...(list.entered.length > 0 ? part(say, 'entered', list.entered) : []),
      text(`${t('plenary.leftOut')} ${t('plenary.source', { origin })}`, true),
    ],
  };
}

function part(
  say: PlenaryWords,
  name: 'joined' | 'entered',
  signatories: PlenarySignatoryDto[],
): Paper['blocks'] {
  const { t, day, list } = say;
  const since = day(list.since);
  if (signatories.length === 0) return [text(t('plenary.nobody', { day: since }))];
  const countries = byCountry(say, signatories);
  return [
    heading(t(`plenary.${name}`, { day: since })),
    text(summary(say, signatories.length, countries.length)),
    {
      kind: 'table',
      columns: [
        { title: t('plenary.nameEn'), share: 26 },
        { title: t('plenary.nameFr'), share: 26 },
        { title: t('plenary.kind'), share: 17 },
        { title: t('plenary.signedOn'), share: 18 },
        { title: t('plenary.pillars'), share: 19 },
      ],
      rows: countries.flatMap(({ country, signatories: own }) => [
        `${country} (${own.length})`,
        ...own.map((one) => rowOf(say, one)),
      ]),
    },
  ];
}

/** “12 signatories in 5 countries”. */
function summary({ t }: PlenaryWords, signatories: number, countries: number): string {
  return t('plenary.summary', {
    signatories: t('register.found', { n: String(signatories) }, signatories),
    countries: t('plenary.countries', { n: String(countries) }, countries),
  });
}

function rowOf({ t, day }: PlenaryWords, one: PlenarySignatoryDto): string[] {
  return [
    one.nameEn,
    one.nameFr,
    t(`kind.${one.kind}`),
    one.signedOn ? day(one.signedOn) : t('register.unknown'),
    one.pillars.map((pillar) => t(`figures.pillar.${pillar}`)).join(', ') || '–',
  ];
}
