/** The pages of a language, by the first word of their address. */
export const pageWords: ReadonlySet<string> = new Set(
  (
    'signatories map pact practices figures countries news newsletter data status api about ' +
    'error-report follow compare ' +
    'join faq contact help accessibility privacy transparency ' +
    'endorse case continue confirm hand-over feeds'
  ).split(' '),
);

/**
 * Words that people use for a page: its names on other sites and in our languages, folded as `fold`
 * does.
 */
const guesses: Readonly<Record<string, string>> = {
  signatories:
    'signatory signataires signataire unterzeichner unterzeichnende firmatari firmatario ' +
    'firmantes signatarios ondertekenaars sygnatariusze semnatari ' +
    'imzacilar members membres participants adherents list liste register registre registry ' +
    'search recherche suche',
  map: 'maps carte karte mapa mappa kaart harta harita chartis',
  pact: 'the-pact pacte le-pacte pakt der-pakt patto pacto pactul symfono pakt-miast',
  practices:
    'practice good-practices best-practices pratiques bonnes-pratiques praxis praktiken ' +
    'buone-pratiche buenas-practicas boas-praticas',
  countries: 'country pays laender lander paesi paises landen kraje tari ulkeler',
  figures: 'statistics stats chiffres statistiques zahlen statistik cifre cifras cijfers liczby',
  news:
    'actualites actualite nouvelles aktuelles nachrichten notizie noticias nieuws aktualnosci ' +
    'stiri haberler blog press presse',
  newsletter: 'subscribe abonnement lettre-d-information',
  data: 'open-data opendata donnees donnees-ouvertes download downloads telechargement export',
  about:
    'about-us a-propos apropos ueber-uns uber-uns chi-siamo acerca-de sobre over-ons o-nas ' +
    'despre hakkinda',
  join:
    'rejoindre adherer beitreten mitmachen aderire unirse aderir meedoen dolacz alaturare ' +
    'katil',
  contact: 'contacts contact-us kontakt contatti contatto contacto contactos iletisim',
  help: 'aide hilfe aiuto ayuda ajuda pomoc ajutor yardim helplines',
  faq: 'faqs questions',
  privacy:
    'privacy-policy confidentialite vie-privee donnees-personnelles datenschutz privacidad ' +
    'privacidade privacidad',
  accessibility:
    'accessibilite barrierefreiheit accessibilita accesibilidad acessibilidade toegankelijkheid',
  case: 'my-case dossier mon-dossier',
  api: 'api-docs docs swagger developers developpeurs',
};

const found = new Map(
  Object.entries(guesses).flatMap(([page, words]) =>
    words.split(' ').map((word) => [word, page] as const),
  ),
);

/** The page meant by this word in an address. */
export function pageOfWord(word: string): string | undefined {
  return pageWords.has(word) ? word : found.get(word);
}

/**
 * The staff sign-in and the feed of new signatories, under their usual names on other sites.
 */
export const staffWords: ReadonlySet<string> = new Set(
  'staff login log-in signin sign-in admin administrator administration connexion anmelden'.split(
    ' ',
  ),
);
export const feedFiles: ReadonlyMap<string, string> = new Map([
  ['feed', 'signatories.rss'],
  ['feeds', 'signatories.rss'],
  ['rss', 'signatories.rss'],
  ['feed.rss', 'signatories.rss'],
  ['feed.xml', 'signatories.rss'],
  ['rss.xml', 'signatories.rss'],
  ['atom', 'signatories.atom'],
  ['atom.xml', 'signatories.atom'],
  ['feed.atom', 'signatories.atom'],
  ['feed.json', 'signatories.json'],
]);
