/** The action of each key or pair of keys: 'g q'. */
export type Keys = Record<string, () => void>;

/**
 * The action of a key after the previous one, and whether it waits for a second key. Of several
 * open pages, the one opened last has priority. A pair takes precedence over its second key alone.
 */
export function pressed(
  layers: readonly Keys[],
  before: string,
  key: string,
): { act: (() => void) | undefined; waiting: string } {
  const meaning = (name: string) => layers.findLast((layer) => layer[name])?.[name];
  const begins = layers.some((layer) =>
    Object.keys(layer).some((name) => name.startsWith(`${key} `)),
  );
  return { act: meaning(`${before} ${key}`) ?? meaning(key), waiting: begins ? key : '' };
}
