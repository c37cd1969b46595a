/**
 * Which form of a text fits a number, by CLDR's rules: "one | other"; in Polish and
 * Ukrainian "one | few | many", in Romanian "one | few | other". A form that only fractions or
 * millions take (French "many") is left out.
 */
export function pluralRule(language: string): (count: number, forms: number) => number {
  const rules = new Intl.PluralRules(language);
  const forms = pluralForms(language);
  return (count, given) => {
    const form = forms.indexOf(rules.select(Math.abs(count)));
    return form === -1 ? given - 1 : Math.min(form, given - 1);
  };
}

/** The forms that a text with a number has in a language, in their order. */
export function pluralForms(language: string): Intl.LDMLPluralRule[] {
  const rules = new Intl.PluralRules(language);
  const used = new Set(Array.from({ length: 200 }, (_, number) => rules.select(number)));
  return (['zero', 'one', 'two', 'few', 'many', 'other'] as const).filter((form) => used.has(form));
}
