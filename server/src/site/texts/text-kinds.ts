import { isLongText } from '../../../../contract/site-texts.js';

export const textKinds = ['plain', 'paragraphs', 'markdown'] as const;
export type TextKind = (typeof textKinds)[number];

/** How a text is written: one piece, the paragraphs of a mail, or Markdown. */
export function kindOf(key: string): TextKind {
  if (/^mail\..*\.paragraphs$/.test(key)) return 'paragraphs';
  return key.startsWith('public.') && isLongText(key.slice('public.'.length))
    ? 'markdown'
    : 'plain';
}

/** Pages that everyone can open, by the first word of the keys of their texts. */
const pages: Readonly<Record<string, string>> = {
  about: '/about',
  accessibility: '/accessibility',
  answerTime: '/join',
  api: '/api',
  caseSignIn: '/case',
  charts: '/figures',
  contactPage: '/contact',
  countries: '/countries',
  data: '/data',
  exit: '',
  faq: '/faq',
  figures: '/figures',
  filter: '/signatories',
  footer: '',
  help: '/help',
  home: '',
  howTo: '/join',
  kit: '/join',
  layout: '',
  list: '/signatories',
  map: '/map',
  menu: '',
  news: '/news',
  newsletter: '/newsletter',
  pact: '/pact',
  practices: '/practices',
  privacy: '/privacy',
  search: '/signatories',
  share: '/signatories',
  start: '/endorse',
  status: '/status',
  transparency: '/transparency',
  verify: '/verify',
};

/** The page on which a text can be seen, without its language; null for one behind a form. */
export function pageOf(key: string): string | null {
  const [file, word = ''] = key.split('.');
  return file === 'public' && Object.hasOwn(pages, word) ? pages[word]! : null;
}
