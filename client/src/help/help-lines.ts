/** A number to call, by a name that needs no translation. */
export interface HelpLine {
  name: string;
  number: string;
  url: string;
}

/**
 * What of the harmonised European numbers runs in a country, and who answers where no 116 111 is
 * known to run.
 */
export interface CountryHelp {
  child: boolean;
  missing: boolean;
  lines: HelpLine[];
}

/**
 * Where every country's child helpline can be found, also those that are not certain enough to
 * stand here.
 */
export const allHelplines = 'https://childhelplineinternational.org/helplines/';

/**
 * 116 000, missing children: the 32 countries that
 * https://missingchildreneurope.eu/hotline-116-000/ names. Compared on 2026-11-25 with the copy of
 * that page and of its list of hotlines that was at hand.
 */
const missing =
  'AL AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IT LT LU LV MT NL PL PT RO RS SE SI SK UA'.split(
    ' ',
  );

/**
 * 116 111, child helplines: only countries whose helpline itself is known by this number. Child
 * Helpline International counts 30, of which 23 in the European Union
 * (https://childhelplineinternational.org/15-years-of-116111/, read on 2026-11-25); it does not
 * name them there, so a country that is not here may have it, too, and the pages say so and lead to
 * its list.
 */
const child = 'AL BG CZ DE DK EE ES FI HR HU IE LT LU LV MD NL NO PL PT RO RS SE SI SK UA'.split(
  ' ',
);

/**
 * National helplines for children with a number of their own, each as its own site (`url`) tells
 * it; to be called up again before each release.
 */
const national: Record<string, HelpLine[]> = {
  AT: [{ name: 'Rat auf Draht', number: '147', url: 'https://www.rataufdraht.at' }],
  BE: [
    { name: 'Awel', number: '102', url: 'https://awel.be' },
    { name: 'Écoute-Enfants', number: '103', url: 'https://www.103ecoute.be' },
  ],
  CH: [{ name: 'Pro Juventute', number: '147', url: 'https://www.147.ch' }],
  DE: [
    {
      name: 'Hilfe-Telefon Sexueller Missbrauch',
      number: '0800 22 55 530',
      url: 'https://www.hilfe-telefon-missbrauch.online',
    },
  ],
  ES: [{ name: 'Fundación ANAR', number: '900 20 20 10', url: 'https://www.anar.org' }],
  FR: [{ name: 'Allô Enfance en danger', number: '119', url: 'https://www.allo119.gouv.fr' }],
  GB: [{ name: 'Childline', number: '0800 1111', url: 'https://www.childline.org.uk' }],
  GR: [{ name: 'Το Χαμόγελο του Παιδιού', number: '1056', url: 'https://www.hamogelo.gr' }],
  IE: [{ name: 'Childline', number: '1800 66 66 66', url: 'https://www.childline.ie' }],
  IT: [{ name: 'Telefono Azzurro', number: '19696', url: 'https://azzurro.it' }],
  NL: [{ name: 'De Kindertelefoon', number: '0800 0432', url: 'https://www.kindertelefoon.nl' }],
};

/** Every country of which a number is known here. */
export const helpCountries = [...new Set([...missing, ...child, ...Object.keys(national)])];

/**
 * Where a child, or an adult who worries about one, can turn in a member state; 112 is everywhere
 * on the page beside it.
 */
export function helpIn(code: string): CountryHelp {
  return {
    child: child.includes(code),
    missing: missing.includes(code),
    lines: national[code] ?? [],
  };
}
