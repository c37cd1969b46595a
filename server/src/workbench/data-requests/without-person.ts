/** What identifies a person in what was written: the whole of each, wherever it stands. */
export interface Traces {
  names: string[];
  email: string;
  phones: string[];
}

const gone = '[…]';
const shortest = 4;

/**
 * A text, or everything in a JSON value, without the person. What does not name them comes back as
 * it was.
 */
export function withoutPerson<Value>(value: Value, traces: Traces): Value {
  if (typeof value === 'string') return clean(value, traces) as Value;
  if (Array.isArray(value)) return value.map((one: unknown) => withoutPerson(one, traces)) as Value;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, one]) => [key, withoutPerson(one as unknown, traces)]),
  ) as Value;
}

function clean(text: string, { names, email, phones }: Traces): string {
  const words = [
    email,
    ...names.filter(({ length }) => length >= shortest),
    ...phones.filter(({ length }) => length >= shortest),
  ];
  return words.reduce((cleaned, word) => cleaned.replace(whole(word), gone), text);
}

/**
 * Not inside of another word: who is called Ada must not make holes in "Adana". Spaces as anybody
 * typed them.
 */
function whole(word: string): RegExp {
  const pattern = word
    .trim()
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\s+/g, '\\s+');
  return new RegExp(`(?<![\\p{L}\\p{N}])${pattern}(?![\\p{L}\\p{N}])`, 'giu');
}
