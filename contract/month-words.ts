/** The languages that the member states' offices write days in, German also as Austria does. */
const tags = (
  'en fr de de-AT uk pt it es nl pl ro el tr bg bs ca cs da et fi ga hr hu hy is ka lb lt ' +
  'lv mk mt nb rm sk sl sq sr sr-Latn sv az'
).split(' ');

const months = Array.from({ length: 12 }, (_, index) => index + 1);
const roman = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

/** Lower case without marks and dots, so that "AOÛT", "août" and "aout" are one word. */
export function dayWord(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+|\./gu, '')
    .replace(/ı/g, 'i')
    .replace(/ł/g, 'l')
    .replace(/ς/g, 'σ');
}

type Words = Map<string, Set<number>>;

/** Spellings in use that no locale writes. */
const otherSpellings: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  'de-AT': { 2: 'feber' },
  es: { 9: 'setiembre' },
};

/** Built at first use: most processes never read a day in words. */
let known: Map<string, Words> | undefined;

/**
 * The months that a word can mean, by its exact spelling or else by its beginning: "listopad" is
 * October in Croatian and November in Polish and Czech. A month in `language` takes precedence.
 */
export function monthsOf(text: string, language?: string): number[] {
  known ??= new Map(tags.map((tag) => [tag, wordsOf(tag)]));
  const word = dayWord(text);
  if (roman.includes(word)) return [roman.indexOf(word) + 1];
  const own =
    language === undefined
      ? []
      : found(word, [known.get(language) ?? new Map<string, Set<number>>()]);
  return own.length > 0 ? own : found(word, [...known.values()]);
}

function found(word: string, lists: Words[]): number[] {
  const exact = lists.flatMap((words) => [...(words.get(word) ?? [])]);
  if (exact.length > 0 || word.length < 3) return [...new Set(exact)];
  const entries = lists.flatMap((words) => [...words]);
  return [
    ...new Set(entries.flatMap(([name, numbers]) => (name.startsWith(word) ? [...numbers] : []))),
  ];
}

function wordsOf(tag: string): Words {
  const words: Words = new Map();
  for (const month of months) {
    for (const spelling of spellings(tag, month)) {
      const word = dayWord(spelling);
      if (/\p{L}/u.test(word)) words.set(word, new Set([...(words.get(word) ?? []), month]));
    }
    const other = otherSpellings[tag]?.[month];
    if (other !== undefined) words.set(other, new Set([month]));
  }
  return words;
}

/** Alone and beside a day: many languages decline the name ("czerwiec", "28 czerwca"). */
function spellings(tag: string, month: number): string[] {
  const date = new Date(Date.UTC(2019, month - 1, 1));
  return (['long', 'short'] as const).flatMap((length) => {
    const beside = new Intl.DateTimeFormat(tag, { day: 'numeric', month: length, timeZone: 'UTC' });
    const whole = new Intl.DateTimeFormat(tag, {
      dateStyle: length === 'long' ? 'long' : 'medium',
      timeZone: 'UTC',
    });
    const alone = new Intl.DateTimeFormat(tag, { month: length, timeZone: 'UTC' }).format(date);
    // Greek has its own form for a month without a day only where a year is beside it.
    const ofYear = new Intl.DateTimeFormat(tag, {
      year: 'numeric',
      month: length,
      timeZone: 'UTC',
    });
    const parts = [beside, whole, ofYear].flatMap((format) =>
      format.formatToParts(date).filter(({ type }) => type === 'month'),
    );
    return [alone, ...parts.map(({ value }) => value)];
  });
}

/** Built at first use, too. */
let weekdays: Map<string, Set<number>> | undefined;

/** Whether a word is what a day of the week is called in one of the languages. */
export function isWeekday(text: string, day: string): boolean {
  weekdays ??= weekdayWords();
  return weekdays.get(dayWord(text))?.has(new Date(`${day}T00:00:00Z`).getUTCDay()) ?? false;
}

function weekdayWords(): Map<string, Set<number>> {
  const words = new Map<string, Set<number>>();
  for (const tag of tags) {
    for (const weekday of ['long', 'short'] as const) {
      const format = new Intl.DateTimeFormat(tag, { weekday, timeZone: 'UTC' });
      for (let day = 1; day <= 7; day++) {
        const date = new Date(Date.UTC(2019, 0, day));
        const word = dayWord(format.format(date));
        words.set(word, (words.get(word) ?? new Set()).add(date.getUTCDay()));
      }
    }
  }
  return words;
}
