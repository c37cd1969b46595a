import { memberStates } from './countries.js';

/**
 * Time zones that lie in one member state. Those of its overseas parts count too: its numbers may
 * be dialled there. A zone that is not here decides nothing.
 */
const zones: Record<string, string> = {
  'Europe/Andorra': 'AD',
  'Europe/Tirane': 'AL',
  'Asia/Yerevan': 'AM',
  'Europe/Vienna': 'AT',
  'Asia/Baku': 'AZ',
  'Europe/Sarajevo': 'BA',
  'Europe/Brussels': 'BE',
  'Europe/Sofia': 'BG',
  'Asia/Nicosia': 'CY',
  'Europe/Zurich': 'CH',
  'Europe/Prague': 'CZ',
  'Europe/Berlin': 'DE',
  'Europe/Copenhagen': 'DK',
  'Europe/Tallinn': 'EE',
  'Europe/Madrid': 'ES',
  'Atlantic/Canary': 'ES',
  'Africa/Ceuta': 'ES',
  'Europe/Helsinki': 'FI',
  'Europe/Paris': 'FR',
  'Europe/London': 'GB',
  'Asia/Tbilisi': 'GE',
  'Europe/Athens': 'GR',
  'Europe/Zagreb': 'HR',
  'Europe/Budapest': 'HU',
  'Europe/Dublin': 'IE',
  'Atlantic/Reykjavik': 'IS',
  'Europe/Rome': 'IT',
  'Europe/Vaduz': 'LI',
  'Europe/Vilnius': 'LT',
  'Europe/Luxembourg': 'LU',
  'Europe/Riga': 'LV',
  'Europe/Monaco': 'MC',
  'Europe/Chisinau': 'MD',
  'Europe/Podgorica': 'ME',
  'Europe/Skopje': 'MK',
  'Europe/Malta': 'MT',
  'Europe/Amsterdam': 'NL',
  'Europe/Oslo': 'NO',
  'Europe/Warsaw': 'PL',
  'Europe/Lisbon': 'PT',
  'Atlantic/Madeira': 'PT',
  'Atlantic/Azores': 'PT',
  'Europe/Bucharest': 'RO',
  'Europe/Belgrade': 'RS',
  'Europe/Stockholm': 'SE',
  'Europe/Ljubljana': 'SI',
  'Europe/Bratislava': 'SK',
  'Europe/San_Marino': 'SM',
  'Europe/Istanbul': 'TR',
  'Europe/Kyiv': 'UA',
  'Europe/Kiev': 'UA',
};

/** The member states that tags of languages name: `fr-BE` names Belgium, `fr` none. Each once. */
export function regionsOf(tags: readonly string[]): string[] {
  const regions = tags.map((tag) => /^[a-z]{2,3}(?:-[A-Za-z]{4})?-([A-Za-z]{2})$/i.exec(tag)?.[1]);
  const known = regions
    .map((region) => region?.toUpperCase() ?? '')
    .filter((region) => memberStates.includes(region));
  return [...new Set(known)];
}

/**
 * Zones that some systems also report elsewhere, because they stand for a whole group of countries
 * in their list of time zones. They count only where a language agrees.
 */
const groupZones = [
  'Europe/Berlin',
  'Europe/Zurich',
  'Europe/Paris',
  'Europe/Budapest',
  'Europe/Warsaw',
  'Europe/Bucharest',
  'Europe/Kyiv',
  'Europe/Kiev',
  'Europe/London',
];

/**
 * The reader's country if it is certain: the time zone names a member state, and the browser's
 * languages do not all name others. Null in any doubt, because a number that reaches nobody is
 * worse than none.
 */
export function certainCountry(timeZone: string, tags: readonly string[]): string | null {
  const here = zones[timeZone];
  if (!here) return null;
  const named = regionsOf(tags);
  if (named.length === 0) return groupZones.includes(timeZone) ? null : here;
  return named.includes(here) ? here : null;
}
