/** What each key does, or each pair of keys: 'g q'. */
export type Keys = Record<string, () => void>;

/**
 * What a key does after the one before it, and whether it waits for a second one itself. Of several
 * open pages, the one opened last has its say first; a pair goes before its second key alone.
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
