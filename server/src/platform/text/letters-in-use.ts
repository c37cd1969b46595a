/**
 * Letters and accents of the alphabets of Europe and its neighbours that are in everyday use
 * according to Unicode: `Identifier_Status=Allowed` of UTS 39 (Unicode 14), below U+0780 and in the
 * later blocks of these alphabets, without the three strokes that go through a letter. Perl lists
 * them: `perl -e 'for (0x80..0x1fff) { printf "%x ", $_ if chr =~
 * /(?=[\\p{L}\\p{M}])\\p{Identifier_Status=Allowed}/ }'`.
 */
const ranges = [
  'c0-d6 d8-f6 f8-131 134-13e 141-148 14a-17e 18f 1a0-1a1 1af-1b0 1cd-1dc 1de-1e3',
  '1e6-1f0 1f4-1f5 1f8-21b 21e-21f 226-233 259 2bb-2bc 2ec 300-304 306-30c 30f-311',
  '313-314 31b 323-328 32d-32e 330-331 342 345 37b-37d 386 388-38a 38c 38e-3a1 3a3-3ce',
  '3fc-45f 48a-4ff 510-529 52e-52f 531-556 559 561-586 5b4 5d0-5ea 5ef-5f2 620-63f',
  '641-655 670-672 674 679-68d 68f-6a0 6a2-6d3 6d5 6e5-6e6 6ee-6ef 6fa-6fc 6ff 10c7',
  '10cd 10d0-10f0 10f7-10fa 10fd-10ff 1c90-1cba 1cbd-1cbf 1e00-1e99 1e9e 1ea0-1ef9',
  '1f00-1f15 1f18-1f1d 1f20-1f45 1f48-1f4d 1f50-1f57 1f59 1f5b 1f5d 1f5f-1f70 1f72 1f74',
  '1f76 1f78 1f7a 1f7c 1f80-1fb4 1fb6-1fba 1fbc 1fc2-1fc4 1fc6-1fc8 1fca 1fcc 1fd0-1fd2',
  '1fd6-1fda 1fe0-1fe2 1fe4-1fea 1fec 1ff2-1ff4 1ff6-1ff8 1ffa 1ffc',
];

/** Letters that are correct in place names but that Unicode excludes from identifiers. */
const more = 'ªºĿŀևǝѣ';

const codes = (range: string) =>
  range
    .split('-')
    .map((code) => `\\u{${code}}`)
    .join('-');
const inUse = new RegExp(
  `^[A-Za-z0-9${more}${ranges.flatMap((line) => line.split(' ').map(codes)).join('')}]$`,
  'u',
);

/**
 * The range that the table above decides. Other scripts have no capitals or old forms like these.
 */
const decided = new RegExp(
  '^[\\0-\\u077f\\u10a0-\\u10ff\\u1c80-\\u1cbf\\u1d00-\\u1fff' +
    ['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Hebrew', 'Arabic']
      .map((script) => `\\p{Script=${script}}`)
      .join('') +
    ']$',
  'u',
);

/**
 * Whether a character is a letter or an accent that people write today.
 * @returns null for characters that this table does not cover.
 */
export function isLetterInUse(character: string): boolean | null {
  return decided.test(character) ? inUse.test(character) : null;
}
