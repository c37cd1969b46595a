import { lookAlikes } from './scripts.js';

/** Marks the look-alike letters with brackets. */
const seen = (text: string, country: string | null = 'DE') =>
  lookAlikes(text, country)
    ?.map((part) => (part.script ? `[${part.text} ${part.script}]` : part.text))
    .join('') ?? null;

describe('TR7 letters that pass for others', () => {
  it.each(['Köln', 'Saint-Étienne', 'L’Aquila', 'Ko\u0308ln', 'Île-de-France 2', ''])(
    '%s is plain',
    (name) => expect(seen(name)).toBeNull(),
  );

  it('a foreign letter in a word is marked, whichever script is the rarer', () => {
    expect(seen('K\u043eln')).toBe('K[\u043e Cyrillic]ln');
    expect(seen('\u041aиi\u0432', 'UA')).toBe('Ки[i Latin]в');
    expect(seen('Αthens', 'GR')).toBe('[Α Greek]thens');
  });

  it('a word in a script of the country is plain, in another one it is marked', () => {
    expect(seen('Київ', 'UA')).toBeNull();
    expect(seen('Λευκωσία', 'CY')).toBeNull();
    expect(seen('Stadt Коса')).toBe('Stadt [Коса Cyrillic]');
    expect(seen('Київ Kyiv', 'UA')).toBeNull();
    expect(seen('Київ', null)).toBe('[Київ Cyrillic]');
  });
});
