/** Endings under which a provider of mail has addresses. */
const everywhere = (
  'com fr de it es nl be at ch pt pl ie dk se no fi gr cz hu ro co.uk com.tr com.gr lv lt ' +
  'rs sk si hr bg'
).split(' ');

/**
 * Providers that many people use, with their endings. Only their names are compared letter by
 * letter.
 */
export const providers: Readonly<Record<string, readonly string[]>> = {
  gmail: ['com'],
  googlemail: ['com'],
  hotmail: everywhere,
  outlook: everywhere,
  yahoo: everywhere,
  icloud: ['com'],
  protonmail: ['com', 'ch'],
  laposte: ['net'],
  wanadoo: ['fr', 'es', 'nl'],
  't-online': ['de', 'hu'],
  seznam: ['cz'],
  virgilio: ['it'],
};

/** Names one letter away from those of the providers that are real addresses of their own. */
export const realNames: ReadonlySet<string> = new Set([
  'gmall',
  'gail',
  'gmat',
  'goomail',
  'yahoos',
  'outlooks',
  'hotmails',
  'sezam',
  'virgilia',
]);

/** What is typed for com, net and org by slips of the hand, and is no ending of the internet. */
export const slips: Readonly<Record<string, string>> = {
  con: 'com',
  comm: 'com',
  coom: 'com',
  cpm: 'com',
  cim: 'com',
  vom: 'com',
  xom: 'com',
  ocm: 'com',
  cmo: 'com',
  c0m: 'com',
  copm: 'com',
  ner: 'net',
  nett: 'net',
  nte: 'net',
  ogr: 'org',
  orgg: 'org',
  rog: 'org',
  frr: 'fr',
  dee: 'de',
};
