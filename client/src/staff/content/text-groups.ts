/** Parts of the site under which its texts are listed, with the first words of their keys. */
const groups: Readonly<Record<string, string>> = {
  frame: 'layout menu footer exit share search kinds pillars progress',
  home: 'home',
  about: 'about',
  join: 'howTo kit start answerTime',
  faq: 'faq',
  contact: 'contactPage',
  help: 'help',
  accessibility: 'accessibility',
  privacy: 'privacy',
  register:
    'list filter map signatory gone countries country pact pillar action practices charts ' +
    'figures transparency',
  news: 'news newsletter lettersLeave',
  data: 'data api status embed feeds',
  case:
    'sent confirm confirmed caseSignIn caseOpen case ownPlace report practice leaving ' +
    'handOver badge townKit remarks',
  failures: 'failure',
};
const groupOfWord = new Map(
  Object.entries(groups).flatMap(([group, words]) =>
    words.split(' ').map((word) => [word, group] as const),
  ),
);

/** In the order of the choice; whatever is not named above belongs to the form. */
export const textGroups = [...Object.keys(groups), 'form', 'mail', 'papers', 'reasons', 'errors'];

export function groupOf(key: string): string {
  const [file = '', word = ''] = key.split('.');
  if (file === 'staff') return 'reasons';
  return file === 'public' ? (groupOfWord.get(word) ?? 'form') : file;
}
