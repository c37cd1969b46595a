import { fold } from '../../platform/text/text.js';
import { isoCountries, memberStates } from '../../../../contract/countries.js';

/**
 * The product's twelve languages, and those in which member states name themselves and each other.
 */
const languages = (
  'en fr de uk pt it es nl pl ro el tr sq hy az bs bg ca hr cs da et fi ka hu is ga lv lt ' +
  'lb mk mt nb nn rm ' +
  'sr sr-Latn sk sl sv be ru'
).split(' ');

/** ISO 3166-1 alpha-3 and the signs on cars, of the states that are likely here. */
const otherCodes =
  'AD:AND AL:ALB AM:ARM AT:AUT,A AZ:AZE BA:BIH BE:BEL,B BG:BGR BY:BLR CH:CHE CY:CYP CZ:CZE ' +
  'DE:DEU,D,GER DK:DNK,DEN ' +
  'EE:EST ES:ESP,E,SPA FI:FIN FR:FRA,F GB:GBR,UK GE:GEO GR:GRC,EL,GRE HR:HRV,CRO HU:HUN,H ' +
  'IE:IRL,IRE IS:ISL ' +
  'IT:ITA,I LI:LIE,FL LT:LTU LU:LUX,L LV:LVA,LAT MC:MCO MD:MDA ME:MNE MK:MKD,NMK,FYROM,RYM ' +
  'MT:MLT NL:NLD,NED ' +
  'NO:NOR,N PL:POL PT:PRT,P,POR RO:ROU,ROM RS:SRB,SCG RU:RUS SE:SWE,S SI:SVN,SLO SK:SVK ' +
  'SM:SMR,RSM TR:TUR UA:UKR ' +
  'VA:VAT FO:FRO GL:GRL GI:GIB AX:ALA SJ:SJM IM:IMN JE:JEY GG:GGY GP:GLP GF:GUF MQ:MTQ ' +
  'RE:REU YT:MYT NC:NCL ' +
  'PF:PYF US:USA CA:CAN MX:MEX MA:MAR TN:TUN DZ:DZA IL:ISR KZ:KAZ JP:JPN';

/** Names of states that CLDR does not know, folded. */
const otherNames: Record<string, string[]> = {
  AL: ['shqiperia', 'republika e shqiperise'],
  BA: [
    'bosnia',
    'bosna',
    'bosnie',
    'bosnien',
    'bosnia herzegovina',
    'bosnia and hercegovina',
    'bih',
  ],
  BE: ['belgie belgique belgien', 'belgie belgique'],
  BY: ['byelorussia', 'belorussia'],
  CH: [
    'swiss confederation',
    'confederation suisse',
    'schweizerische eidgenossenschaft',
    'helvetia',
  ],
  CY: ['kypros kibris', 'kipros'],
  CZ: [
    'czech republic',
    'czech rep',
    'czecho',
    'republique tcheque',
    'tschechische republik',
    'ceska republika',
  ],
  DE: ['brd', 'rfa', 'frg'],
  ES: ['kingdom of spain', 'espagne'],
  FI: ['suomi finland'],
  FR: ['french republic', 'republique francaise', 'metropolitan france', 'france metropolitaine'],
  GB: [
    ...[
      'great britain',
      'britain',
      'england',
      'scotland',
      'wales',
      'northern ireland',
      'united kingdom',
    ],
    ...[
      'united kingdom of great britain and northern ireland',
      'grande bretagne',
      'angleterre',
      'ecosse',
    ],
    ...[
      'pays de galles',
      'irlande du nord',
      'grossbritannien',
      'gb eng',
      'gb sct',
      'gb wls',
      'gb nir',
    ],
    ...[
      'vereinigtes konigreich',
      'royaume uni',
      'gran bretagna',
      'gran bretana',
      'ingiltere',
      'cymru',
      'alba scotland',
      'r u',
      'vk',
      'wlk bryt',
    ],
  ],
  GR: ['hellas', 'hellenic republic', 'republique hellenique', 'ellas', 'ellada'],
  HU: ['hungarian republic'],
  IE: ['eire', 'ireland republic', 'irish republic', 'south ireland'],
  IT: ['italian republic', 'repubblica italiana'],
  MD: ['moldavia', 'moldavie', 'moldawien'],
  MK: [
    'macedonia',
    'macedoine',
    'mazedonien',
    'makedonija',
    'former yugoslav republic of macedonia',
    'the former yugoslav republic of macedonia',
    'ex republique yougoslave de macedoine',
    'l ex republique yougoslave de macedoine',
    'northern macedonia',
    'fyr macedonia',
  ],
  NL: ['holland', 'hollande', 'the netherlands', 'netherlands the', 'kingdom of the netherlands'],
  PT: ['portuguese republic'],
  RU: ['russian federation', 'federation de russie', 'rossiiskaya federatsiya'],
  SK: [
    'slovak republic',
    'republique slovaque',
    'slowakische republik',
    'slovenska republika',
    'slovak rep',
  ],
  TR: ['turkey', 'turkiye', 'turquie', 'turkish republic'],
  US: ['usa', 'united states of america', 'etats unis d amerique'],
  VA: ['holy see', 'saint siege', 'vatican', 'vatican city state', 'heiliger stuhl', 'santa sede'],
};

/** Text around the name in official names: "Republic of Moldova", "Grand-Duché de Luxembourg". */
const official = new Set(
  (
    'republic republique republik repubblica republica republika respublika rzeczpospolita ' +
    'kingdom royaume konigreich reino regno ' +
    'koninkrijk kongeriget kongeriket konungariket principality principaute principat ' +
    'furstentum principato grand duchy duche ' +
    'grossherzogtum federal bundesrepublik federation of the de du des la le l d von der di ' +
    'del da do den and'
  ).split(' '),
);

const kosovo = 'XK';
let known: Map<string, string> | undefined;

/**
 * A country's code, from its codes or its name in the languages of Europe; XK for Kosovo, which has
 * no code in ISO 3166-1. A code may precede its own name: "FR - France". Undefined if it is not a
 * country.
 */
export function countryCodeOf(text: string): string | undefined {
  const [, code, name] = /^\s*(\p{L}{2,3})\s*[-\u2013\u2014:/|]\s+(.{3,})$/u.exec(text) ?? [];
  if (code !== undefined && name !== undefined) {
    const [one, other] = [code, name].map(countryNamed);
    if (one !== undefined && one === other) return one;
  }
  return countryNamed(text);
}

function countryNamed(text: string): string | undefined {
  known ??= allNames();
  // A name in brackets repeats it: "Turkey (Türkiye)", "Germany (DE)".
  const spellings = [text, text.replace(/\(.*?\)|\[.*?\]/g, ' '), /\((.+)\)/.exec(text)?.[1] ?? ''];
  for (const spelling of spellings) {
    const folded = fold(spelling);
    const found =
      known.get(folded) ?? known.get(folded.replaceAll(' ', '')) ?? withoutTitle(folded);
    if (found) return found;
  }
  return undefined;
}

/**
 * Only for member states: "Republic of China" and "Republic of Congo" must not be shortened to
 * "China" and "Congo".
 */
function withoutTitle(folded: string): string | undefined {
  const words = folded.split(' ').filter((word) => !official.has(word));
  const found = known?.get(words.join(' '));
  return found && (memberStates.includes(found) || found === kosovo) ? found : undefined;
}

function allNames(): Map<string, string> {
  const names = new Map<string, string>();
  const disputed = new Set<string>();
  const learn = (name: string | undefined, code: string) => {
    const folded = fold(name ?? '');
    const earlier = names.get(folded);
    if (earlier && earlier !== code) disputed.add(folded);
    else if (folded) names.set(folded, code);
  };
  for (const language of languages) {
    const regions = new Intl.DisplayNames([language], { type: 'region', fallback: 'none' });
    for (const code of [...isoCountries, kosovo]) learn(regions.of(code), code);
  }
  for (const name of disputed) names.delete(name);
  for (const code of [...isoCountries, kosovo]) names.set(fold(code), code);
  for (const [code, others] of Object.entries(otherNames))
    for (const name of others) names.set(name, code);
  for (const entry of otherCodes.split(' ')) {
    const [code = '', others = ''] = entry.split(':');
    for (const other of others.split(',')) names.set(fold(other), code);
  }
  for (const name of [
    'xkx',
    'rks',
    'kos',
    'republic of kosovo',
    'kosova',
    'kosoves',
    'republika e kosoves',
    'republika kosovo',
    'kosovo metohija',
  ])
    names.set(name, kosovo);
  return names;
}
