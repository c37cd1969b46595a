import { joinedInFrench } from '../../contract/french.ts';

export type Figures = Record<string, string>;

/**
 * A `t` that knows the limits in texts (`{draftTime}`), besides the given values. The server writes
 * them out (server/src/platform/config/figures.ts): no text holds a number that is also a limit. In
 * French, "de" and "à" are joined to the name that follows.
 */
export function knowing<Translate extends (...given: never[]) => unknown>(
  translate: Translate,
  figures: () => Figures,
  language: () => string,
): Translate {
  return new Proxy(translate, {
    apply: (target, self, [key, first, ...rest]: unknown[]): unknown => {
      const text: unknown = Reflect.apply(target, self, [
        key,
        ...withFigures(first, rest, figures()),
      ]);
      return language() === 'fr' && typeof text === 'string' && isValues(first)
        ? joinedInFrench(text, first)
        : text;
    },
  });
}

const isValues = (given: unknown): given is Record<string, unknown> =>
  typeof given === 'object' && given !== null && !Array.isArray(given);

/** vue-i18n takes values, a number for the plural, or both. */
function withFigures(first: unknown, rest: unknown[], figures: Figures): unknown[] {
  // A copy: vue-i18n writes the number into the values, and the next text would show it too.
  if (typeof first === 'number') return [{ ...figures }, first, ...rest];
  if (first === undefined || isValues(first)) return [{ ...figures, ...first }, ...rest];
  return [first, ...rest];
}
