import { nameFault } from './names.js';
import { meantByLookAlike } from './look-alikes.js';

describe('TR18 a name that is published', () => {
  it.each([
    'L’Aquila',
    "Ħ'Attard",
    "'s-Hertogenbosch",
    'Saint-Louis / Sankt Ludwig',
    'Łódź',
    'Ανώγεια',
    'Հայաստան',
    'Երևան',
    'თბილისი',
    'Bolzano/Bozen',
    'Biel/Bienne',
    'Paris, 15e arrondissement',
    'L’Hospitalet de l’Infant i la Vall de Ŀlobregat',
    'Ові́діополь',
    'Şəki',
    'Скопје (Skopje)',
    '東京都',
    'القاهرة',
    'Communauté d’agglomération n° 2 «Rhône & Alpes»',
  ])('is %s', (name) => {
    expect(nameFault(name)).toBeNull();
  });

  it.each([
    ['Strasbⵔurg', 'ⵔ (U+2D54)'],
    ['Nanᚳes', 'ᚳ (U+16B3)'],
    ['Nan\u3164tes', 'U+3164'],
    ['\u115fNantes', 'U+115F'],
    ['Nan\u1160tes', 'U+1160'],
    ['Nan\uffa0tes', 'U+FFA0'],
    ['Nan\u2800tes', 'U+2800'],
    ['Nan\ufe0ftes', 'U+FE0F'],
    ['Nan\u{e0100}tes', 'U+E0100'],
    ['Nan\u034ftes', 'U+034F'],
    ['Na\u0335ntes', 'U+0335'],
    ['Na\u0338ntes', 'U+0338'],
    ['\u0301Nantes', 'U+0301'],
    ['Nantes \u0301', 'U+0301'],
    ['Nan\u0316tes', 'U+0316'],
    ['Nan\u0324\u0325\u0330tes', 'U+0330'],
    ['Nan\u202etes', 'U+202E'],
    ['Nan\u200btes', 'U+200B'],
    ['Nan\u{e0041}tes', 'U+E0041'],
    ['Ｎantes', 'Ｎ (U+FF2E)'],
    ['𝐍antes', '𝐍 (U+1D40D)'],
    ['Nantes ²', '² (U+00B2)'],
    ['ᴘᴀʀɪs', 'ᴘ (U+1D18)'],
    ['Pɑris', 'ɑ (U+0251)'],
    ['ƿaris', 'ƿ (U+01BF)'],
    ['Parisᵃ', 'ᵃ (U+1D43)'],
    ['ℓille', 'ℓ (U+2113)'],
    ['ℕantes', 'ℕ (U+2115)'],
    ['Nantesǃ', 'ǃ (U+01C3)'],
    ['Nantesː', 'ː (U+02D0)'],
    ['Nantesꞏ', 'ꞏ (U+A78F)'],
    ['Nantes՝', '՝ (U+055D)'],
    ['Nantes׳', '׳ (U+05F3)'],
    ['Nan・tes', '・ (U+30FB)'],
    ['Mi\u0307lan', 'U+0307'],
    ['Pa\u0332ris', 'U+0332'],
    ['Pa\u0305ris', 'U+0305'],
    ['Na\u0364ntes', 'U+0364'],
    ['Ⴀbani', 'Ⴀ (U+10A0)'],
    ['Ꙁагреб', 'Ꙁ (U+A640)'],
    ['ﺎ', 'ﺎ (U+FE8E)'],
    ['Nan\u2067tes', 'U+2067'],
    ['Nan\u200dtes', 'U+200D'],
    ['Nan\ue000tes', 'U+E000'],
    ['Nan\u0007tes', 'U+0007'],
  ])('is not %j: it names the character', (name, character) => {
    expect(nameFault(name)).toEqual({ key: 'holdsNoSuchCharacter', params: { character } });
  });

  it('has letters of one script in each word', () => {
    expect(nameFault('Ville de B\u043enn')).toEqual({
      key: 'isOneScript',
      params: { word: 'B\u043enn' },
    });
    expect(nameFault('Α\u0067ia')).toMatchObject({ key: 'isOneScript' });
    // An apostrophe or a hyphen does not make two words.
    for (const word of ["Nan't\u0435s", 'L’\u0410\u0441\u0430', 'Rio-\u043e\u0441-Nan'])
      expect(nameFault(`Ville de ${word}`)).toEqual({ key: 'isOneScript', params: { word } });
    expect(nameFault('Скопје/Skopje')).toBeNull();
  });

  it.each([
    ['Strasb0urg', 'strasbourg'],
    // In one script or the other, the key is the same: the queue shows such a case as a duplicate.
    ['Strasbοurg', null],
    ['MiIan', 'milan'],
    ['Lil1e', 'lille'],
    ['Colrnar', 'colmar'],
    ['Nantes', null],
    ['Colmar', null],
    ['Köln', null],
  ])('%s reads like %s', (name, key) => {
    expect(meantByLookAlike(name)).toBe(key);
  });
});
