export type Figures = Record<string, string>;

/**
 * A `t` that knows the limits in texts (`{draftTime}`), besides the given values. The server writes
 * them out (server/src/platform/config/figures.ts): no text holds a number that is also a limit.
 */
export function knowing<Translate extends (...given: never[]) => unknown>(
  translate: Translate,
  figures: () => Figures,
): Translate {
  return new Proxy(translate, {
    apply: (target, self, [key, first, ...rest]: unknown[]): unknown =>
      Reflect.apply(target, self, [key, ...withFigures(first, rest, figures())]),
  });
}

/** vue-i18n takes values, a number for the plural, or both. */
function withFigures(first: unknown, rest: unknown[], figures: Figures): unknown[] {
  // A copy: vue-i18n writes the number into the values, and the next text would show it too.
  if (typeof first === 'number') return [{ ...figures }, first, ...rest];
  if (first === undefined || (typeof first === 'object' && first !== null && !Array.isArray(first)))
    return [{ ...figures, ...first }, ...rest];
  return [first, ...rest];
}
