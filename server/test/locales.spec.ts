import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isOfficial,
  languages,
  officialLanguages,
  type Language,
} from '../../contract/languages.js';
import { pluralForms } from '../../contract/plural-rule.js';
import { renderMail } from '../src/platform/mail/render-mail.js';
import { mailTemplates, mailWords } from '../src/platform/mail/texts.js';
import { missingFactTexts } from './support/fact-texts.js';

const folder = join(import.meta.dirname, '../../locales');
type Texts = { [key: string]: string | string[] | Texts };

/** Colleagues and papers use the official languages only, and so do the mails to staff. */
const officialOnly = ['staff.json', 'papers.json'];
const forStaff = (file: string, key: string) => file === 'mail.json' && key.startsWith('staff');

function flat(texts: Texts, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : flat(value as Texts, `${path}${key}.`),
  );
}
const read = (language: string, file: string) =>
  new Map(flat(JSON.parse(readFileSync(join(folder, language, file), 'utf8')) as Texts));
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

describe.each(readdirSync(join(folder, 'en')))('the texts of %s', (file) => {
  const english = read('en', file);

  it.each(officialOnly.includes(file) ? officialLanguages : languages)(
    'U11 %s has exactly the keys of English, with the same placeholders',
    (language) => {
      const texts = read(language, file);
      const wanted = [...english.keys()].filter(
        (key) => isOfficial(language) || !forStaff(file, key),
      );
      expect([...texts.keys()].sort()).toEqual(wanted.sort());
      for (const [key, text] of texts) {
        expect({ key, values: placeholders(text) }).toEqual({
          key,
          values: placeholders(english.get(key)!),
        });
        expect({ key, empty: text.trim() === '' }).toEqual({ key, empty: false });
        const forms = english.get(key)!.includes(' | ') ? pluralForms(language).length : 1;
        expect({ key, forms: text.split(' | ').length }).toEqual({ key, forms });
      }
    },
  );

  it('French follows French typography: no straight apostrophe, a space before ; : ! ?', () => {
    const wrong = [...read('fr', file)].filter(
      ([, text]) => /[a-zéè]'[a-zéêh]/i.test(text) || /[a-zé][;!?](\s|$)/i.test(text),
    );
    expect(wrong).toEqual([]);
  });
});

it('each language has its folder of texts, and each folder its language', () => {
  expect(readdirSync(folder).sort()).toEqual([...languages].sort());
});

it('U20 each mail has a name in the workbench’s list', () => {
  const named = read('en', 'staff.json');
  expect(mailTemplates.filter((template) => !named.has(`mails.template.${template}`))).toEqual([]);
});

describe.each(languages)('mails in %s', (language) => {
  it.each(mailTemplates)(
    '%s has the values of the other language, and shows what people wrote as text',
    (template) => {
      const other = language === 'en' ? 'fr' : 'en';
      const values = (of: Language) =>
        placeholders(
          [mailWords(template, of).subject, ...mailWords(template, of).paragraphs].join(' '),
        );
      expect(values(language)).toEqual(values(other));
      expect(Boolean(mailWords(template, language).button)).toBe(
        Boolean(mailWords(template, other).button),
      );

      const evil = '<b onclick="x">&\r\nBcc: victim@example.org {{7*7}} {reference}';
      const data = Object.fromEntries(
        [...values(language), 'name'].map((name) => [String(name), evil]),
      );
      const { subject, text, html } = renderMail(
        template,
        language,
        data,
        'https://register.example/en/case?token=x&y=z',
      );
      expect(subject).not.toMatch(/[\r\n]/);
      expect(html).not.toMatch(/<b |&\r|token=x&y/);
      expect(text).toContain('{{7*7}}');
      expect(text).not.toContain('undefined');
      if (mailWords(template, language).button)
        expect(text).toContain('https://register.example/en/case?token=x&y=z');
    },
  );
});

it('each fact of a profile has its texts in English, and so, by the tests above, in every language', () => {
  expect(missingFactTexts()).toEqual([]);
});
