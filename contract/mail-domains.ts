/** Endings under which a provider of mail has addresses. */
const everywhere = (
  'com fr de it es nl be at ch pt pl ie dk se no fi gr cz hu ro co.uk com.tr com.gr lv lt ' +
  'rs sk si hr bg'
).split(' ');

/**
 * Providers that many people use, with their endings. Their names are compared letter by letter:
 * one that is a slip away from them is asked about.
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
  bluewin: ['ch'],
  btinternet: ['com'],
  freenet: ['de'],
  telenet: ['be'],
  tiscali: ['it'],
};

/**
 * More providers, whose names are short or ordinary words ("orange", "free", "web"). For these the
 * form asks only about swapped letters and the ending.
 */
export const wordProviders: Readonly<Record<string, readonly string[]>> = {
  alice: ['it'],
  centrum: ['cz', 'sk'],
  free: ['fr'],
  gmx: ['de', 'net', 'at', 'ch', 'com', 'fr', 'es', 'eu', 'co.uk'],
  inbox: ['lv', 'lt', 'ru'],
  interia: ['pl', 'eu'],
  libero: ['it'],
  live: everywhere,
  msn: ['com'],
  onet: ['pl', 'eu'],
  orange: ['fr', 'es', 'pl', 'ro', 'sk'],
  proton: ['me'],
  sapo: ['pt'],
  sfr: ['fr'],
  skynet: ['be'],
  ukr: ['net'],
  web: ['de'],
  wp: ['pl'],
  ziggo: ['nl'],
};

/** Real domains whose names are one letter away from a provider's. */
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

/** Typing errors for com, net and org that are not top-level domains. */
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
  ft: 'fr',
  dee: 'de',
};

/** Whether anyone can have an address there, so that it says nothing about the sender. */
export function isFreeMailbox(domain: string): boolean {
  const [name = '', ...rest] = domain.toLowerCase().split('.');
  const endings = { ...providers, ...wordProviders }[name];
  return endings?.includes(rest.join('.')) ?? false;
}
