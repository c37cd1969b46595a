/**
 * Words that say what kind of authority it is, not which one: "City of Köln" and "Stadt Köln" are
 * Köln, "Miasto Łódź" is Łódź. Folded as by `fold`, grouped by language.
 */
const kinds =
  'city town borough municipality council the of ' +
  'ville commune municipalite mairie region departement de du des la le les ' +
  'stadt gemeinde landeshauptstadt hansestadt stadtgemeinde marktgemeinde land der ' +
  'comune municipio citta regione provincia di del della delle dei ' +
  'ayuntamiento ciudad ajuntament ciutat concello udala el ' +
  'camara municipal cidade freguesia do da dos das ' +
  'gemeente stad kommune kommun bykommune kaupunki kunta linn vald ' +
  'miasto gmina obec mesto mesta mestys statutarni hlavni grad opcina opstina obcina ' +
  'varos kozseg onkormanyzata municipiul municipiului orasul orasului comuna comunei primaria ' +
  'misto hromada gorod obshtina obshchina bashkia komuna savivaldybe novads pilseta pasvaldiba ' +
  'dimos belediyesi buyuksehir kaupstadur sveitarfelagid kunsill lokali ' +
  'munitsipaliteti kalaki hamaynk province county';

const generic = new Set(kinds.split(' '));

/** The words of a folded name that identify it; all of them if none does. */
export function tellingWords(words: string[]): string[] {
  const telling = words.filter((word) => !generic.has(word));
  return telling.length > 0 ? telling : words;
}

/** Words for "saint" in the names of many towns, with their abbreviations. */
const shortened: Record<string, string> = {
  saint: 'st',
  sankt: 'st',
  sint: 'st',
  szent: 'st',
  sainte: 'ste',
};

/** The same word for "Sankt", "Saint" and "St."; a different one for "Sainte" and "Ste". */
export const withoutLongSaint = (word: string): string => shortened[word] ?? word;

/** All spellings of a word of a name: "Saint" finds "St.", and "St" finds "Sankt". */
export function spellingsOf(word: string): string[] {
  const short = withoutLongSaint(word);
  const long = Object.keys(shortened).filter((each) => shortened[each] === word);
  return [...new Set([word, short, ...long])];
}
