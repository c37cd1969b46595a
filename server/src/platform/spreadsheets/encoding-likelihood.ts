import chardet from 'chardet';

/**
 * Sorts by the number of oddities, then by the encodings usual in the countries in the file, a
 * language detector's guess, and how common the encoding is. This only orders the list on the
 * screen and never decides.
 */
export function byLikelihood(
  lines: Buffer,
  names: readonly string[],
  oddities: Map<string, number>,
): string[] {
  const found = chardet.analyse(lines);
  const countries = codePagesOfCountries(lines.toString('latin1'));
  const scores = new Map(
    names.map((name) => {
      const confidence = found.find((match) => match.name.toLowerCase() === name)?.confidence ?? 0;
      return [name, confidence + 100 * (countries.get(name) ?? 0) - names.indexOf(name)];
    }),
  );
  const score = (name: string) => scores.get(name) ?? 0;
  const odd = (name: string) => oddities.get(name) ?? 0;
  return [...names].sort((one, other) => odd(one) - odd(other) || score(other) - score(one));
}

const countriesOf: Record<string, string[]> = {
  'windows-1250': ['PL', 'CZ', 'SK', 'HU', 'SI', 'HR', 'RO', 'BA', 'AL', 'ME'],
  'windows-1251': ['BG', 'UA', 'MK', 'RS', 'BY'],
  'windows-1253': ['GR', 'EL', 'CY'],
  'windows-1254': ['TR', 'AZ'],
  'windows-1257': ['EE', 'LV', 'LT'],
};

/** The share of the file's country codes (cells that hold nothing else) for each code page. */
function codePagesOfCountries(lines: string): Map<string, number> {
  const codes = [...lines.matchAll(/(?:^|[;,\t|"])([A-Z]{2})(?=[;,\t|"\r\n]|$)/gm)];
  const shares = new Map<string, number>();
  for (const [, code = ''] of codes) {
    const page = Object.keys(countriesOf).find((name) => countriesOf[name]!.includes(code));
    const name = page ?? 'windows-1252';
    shares.set(name, (shares.get(name) ?? 0) + 1 / codes.length);
  }
  return shares;
}
