import { knowing } from './figures.ts';

/** As vue-i18n does: the number of the plural becomes one of the values that it was given. */
const translate = (_key: string, values?: object | number, plural?: number): string => {
  const named = values as { count?: number; days?: string };
  named.count ??= plural!;
  return `${named.count} of ${named.days}`;
};

describe('a text that knows the limits', () => {
  it('shows its own number, not the one of the text before', () => {
    const t = knowing(
      translate,
      () => ({ days: '30' }),
      () => 'en',
    ) as (key: string, n: number) => string;
    expect([t('x', 7), t('x', 4)]).toEqual(['7 of 30', '4 of 30']);
  });
});
