import { usualCase } from './name-case.js';

it.each([
  ['RÉGION BOURGOGNE', 'FR', 'Région Bourgogne'],
  ["VILLENEUVE D'ASCQ", 'FR', "Villeneuve d'Ascq"],
  ['SAINT-DENIS', 'FR', 'Saint-Denis'],
  ['FRANKFURT AM MAIN', 'DE', 'Frankfurt am Main'],
  ['İZMİR', 'TR', 'İzmir'],
  ['ΘΕΣΣΑΛΟΝΙΚΗ', 'GR', 'Θεσσαλονικη'],
  ['ХАРКІВ', 'UA', 'Харків'],
  ['köln', 'DE', 'Köln'],
  ['città di castello', 'IT', 'Città di Castello'],
])('%s is asked about', (name, country, meant) => expect(usualCase(name, country)).toBe(meant));

it.each([
  ['Köln', 'DE'],
  ["'s-Hertogenbosch", 'NL'],
  ['თბილისი', 'GE'],
  ['Marie DUPONT', 'FR'],
  ['Au', 'CH'],
  ['UHK', 'CZ'],
  ['2030', 'DE'],
  ['', 'DE'],
])('%s is not', (name, country) => expect(usualCase(name, country)).toBeUndefined());
