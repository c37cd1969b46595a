/**
 * Formats of a language, each made once: to make one takes a hundred times as long as to use it,
 * and a page uses them in every component.
 */
const made = new Map<string, unknown>();

function once<Format>(kind: string, language: string, options: object, make: () => Format): Format {
  const key = `${kind} ${language} ${JSON.stringify(options)}`;
  const known = (made.get(key) as Format | undefined) ?? make();
  made.set(key, known);
  return known;
}

export function regionNames(language: string): Intl.DisplayNames {
  return once('region', language, {}, () => new Intl.DisplayNames([language], { type: 'region' }));
}

export function languageNames(language: string): Intl.DisplayNames {
  return once(
    'language',
    language,
    {},
    () => new Intl.DisplayNames([language], { type: 'language' }),
  );
}

export function collatorOf(language: string): Intl.Collator {
  return once('collator', language, {}, () => new Intl.Collator(language));
}

/** @param options constant ones: every combination is kept. */
export function numberFormat(
  language: string,
  options: Intl.NumberFormatOptions = {},
): Intl.NumberFormat {
  return once('number', language, options, () => new Intl.NumberFormat(language, options));
}

/** @param options constant ones: every combination is kept. */
export function dateFormat(
  language: string,
  options: Intl.DateTimeFormatOptions,
): Pick<Intl.DateTimeFormat, 'format'> {
  return once('date', language, options, () => {
    const { format } = new Intl.DateTimeFormat(language, options);
    const asWritten = written[language];
    return asWritten ? { format: (date) => asWritten(format(date)) } : { format };
  });
}

/** What the data of these languages leave out. */
const written: Partial<Record<string, (date: string) => string>> = {
  /** An abbreviated "year" ends with a point, and would give a sentence two at its end. */
  uk: (date) => date.replace(/(\d{4})\s?р\./, '$1\u00A0року'),
  /** The first day of a month is an ordinal. */
  fr: (date) => date.replace(/(?<!\d)1(?= \p{Letter}{3})/u, '1er'),
};
