import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { languages, officialLanguages, type Language } from '../../contract/languages.js';
import { readConfig } from '../src/platform/config/config.js';
import { figuresIn } from '../src/platform/config/figures.js';
import { defaultSettingsIn } from '../src/platform/settings/settings.js';
import { limits } from '../src/platform/config/limits.js';
import { mailTemplates, mailWords } from '../src/platform/mail/texts.js';

type Texts = { [key: string]: string | Texts };

function flat(texts: Texts, path: string): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : flat(value, `${path}${key}.`),
  );
}

/** Every text of the product in a language: pages, errors, workbench, mails. */
function textsIn(language: Language): [string, string][] {
  const files = officialLanguages.some((official) => official === language)
    ? ['public', 'errors', 'staff']
    : ['public', 'errors'];
  const read = (file: string) =>
    JSON.parse(
      readFileSync(join(import.meta.dirname, '../../locales', language, `${file}.json`), 'utf8'),
    ) as Texts;
  return [
    ...files.flatMap((file) => flat(read(file), `${file}.`)),
    ...mailTemplates.flatMap((template) => {
      const { subject, paragraphs } = mailWords(template, language);
      return [subject, ...paragraphs].map(
        (text, index) => [`mail.${template}.${index}`, text] as [string, string],
      );
    }),
  ];
}

/**
 * A number, in figures or in the words that texts use for small ones, before a unit that limits
 * have.
 */
const numberWords =
  'two|three|five|seven|ten|twelve|fifteen|thirty|sixty|deux|trois|cinq|sept|dix|douze|' +
  'quinze|trente|soixante|zwei|drei|fünf|sieben|zehn|zwölf|fünfzehn|dreißig|' +
  'два|дві|три|п.яти?|семи?|десяти?|п.ятнадцяти?|тридцяти?|dois|duas|três|cinco|sete|dez|' +
  'quinze|trinta|due|tre|cinque|sette|dieci|quindici|trenta|dos|tres|siete|diez|quince|' +
  'treinta|' +
  'twee|drie|vijf|zeven|tien|vijftien|dertig|dwa|trzy|pięciu?|siedmiu|dziesięciu|piętnastu|' +
  'trzydziestu|două|trei|cinci|șapte|zece|treizeci|δύο|τρεις|πέντε|επτά|δέκα|τριάντα|iki|üç|' +
  'beş|yedi|on|otuz';
const units =
  'days?|hours?|minutes?|jours?|heures?|Tagen?|Stunden?|Minuten|дн|день|доб|годин|хвилин|' +
  'dias?|horas?|minutos?|giorn|ore|minut|días?|dagen|uur|minuten|dni|godzin|zile|ημέρ|ώρ|' +
  'λεπτ|gün|saat|dakika|' +
  'MB|Mo|МБ|working days|jours ouvrables|Arbeitstag|робочих|werkdagen|iş ' +
  'günü|files|fichiers|Dateien|файлів|ficheiros|file(?= ' +
  'al)|archivos|bestanden|plików|fișiere|αρχεία|dosya';
const limitLike = new RegExp(
  `(?<![\\p{L}\\d])(\\d[\\d.,\\u00a0\\u202f ]*|(?:${numberWords})[ \\u00a0])(de )?(${units})`,
  'iu',
);
/** How long something takes the reader is no limit. */
const estimates = [
  'public.sent.without',
  'mail.staff_invitation.2',
  'public.case.',
  'public.progress',
  'staff.imports.dayOrder.hint', // what one cell may mean: two days, no limit
];

/**
 * Texts that name facts of the world, not limits of ours: telephone numbers, dates, standards,
 * examples.
 */
const facts = new RegExp(
  [
    String.raw`\b11[26]\b([\s\u00a0](000|111))?`, // helplines
    // days as examples
    String.raw`\b28[\s\u00a0]6[\s\u00a0]2026\b|\b03/04/2019\b`,
    String.raw`\b[34] (April|avril|March|mars) 2019\b`,
    String.raw`\b24/7\b|\b10:00–24:00`, // hours of a helpline as examples
    String.raw`\b(19|20)\d\d\b(-\d\d)*`, // years and days
    String.raw`\b(1|25|18)\.?(er)?[\s\u00a0](de |do )?\p{L}+`, // 18 November
    String.raw`\p{L}+[\s\u00a0](1|25|18)\b`,
    String.raw`\b18\b`,
    // standards and kinds of files
    String.raw`\b201\b|\(2022\)14|\b2\.2\b|\b4\.0\b|\b3\.1\b|ISO 3166-1|\b1244\b`,
    String.raw`SHA-256|Q90|\.p7m`,
    String.raw`\b46\b|\b130[\s\u00a0\u202f.,]000`, // member states and their authorities
    String.raw`\b(320|360|400)\b|67075|\b52000\b|A4|UTF-8`,
    String.raw`\+\d\d[\d\s\u00a0]*`, // telephone numbers as examples
    String.raw`\b\d\d?[.,]\d\d\b`, // degrees as examples
    String.raw`\b12 \p{L}+ 3[.,]5\b`, // numbers as examples
  ].join('|'),
  'gu',
);
const keysOfFacts =
  /^(public\.(about|accessibility|privacy|contact|faq|join|help|layout|start|pact|data|api)\b|errors\.|staff\.|public\.)/;

describe.each(languages)('the texts in %s', (language) => {
  const texts = textsIn(language);

  it('name no limit as a typed-in number of days, hours, minutes, megabytes or files', () => {
    const typed = texts.filter(
      ([key, text]) => limitLike.test(text) && !estimates.some((known) => key.startsWith(known)),
    );
    expect(typed).toEqual([]);
  });

  it('contain no number that is not a fact of the world', () => {
    const left = texts.filter(
      ([key, text]) =>
        keysOfFacts.test(key) &&
        !estimates.some((known) => key.startsWith(known)) &&
        /\d/.test(text.replace(facts, '')),
    );
    expect(left).toEqual([]);
    expect(texts.filter(([key, text]) => key.startsWith('mail.') && /\d/.test(text))).toEqual([]);
  });
});

describe('figures', () => {
  const terms = defaultSettingsIn(readConfig({ DRAFT_DAYS: '21' }));

  it.each([
    ['en', '21 days', '72 hours', '10 MB', '5,000'],
    ['fr', '21 jours', '72 heures', '10 Mo', '5 000'],
    ['uk', '21 день', '72 години', '10 МБ', '5 000'],
    ['ro', '21 de zile', '72 de ore', '10 MB', '5000'],
  ] as const)(
    'are inflected correctly in %s: %s',
    (language, draftTime, confirmTime, documentSize, sheetRows) => {
      const plain = Object.fromEntries(
        Object.entries(figuresIn(language, terms)).map(([name, text]) => [
          name,
          text.replace(/[\u00a0\u202f]/g, ' '),
        ]),
      );
      expect({ ...plain, sheetRows: plain['sheetRows']!.replace('.', '') }).toMatchObject({
        draftTime,
        confirmTime,
        documentSize,
        sheetRows,
      });
    },
  );

  it('come from the settings and the limits', () => {
    const numbers = Object.values(figuresIn('en', terms)).map((text) =>
      Number(text.replace(/[^\d.]/g, '')),
    );
    expect(numbers).toEqual(
      expect.arrayContaining([
        21,
        limits.confirmHours,
        limits.caseLinkMinutes,
        limits.documentsPerSubmission,
        limits.sheetRows,
      ]),
    );
  });
});
