// @ts-check
// A colour profile (ICC.1) describes how colours look, but also which device made it, when and for
// whom.

/**
 * The tags from which a colour is computed. Everything else in a profile is text about its maker.
 */
const colourTags = new Set([
  ...[
    'rXYZ',
    'gXYZ',
    'bXYZ',
    'rTRC',
    'gTRC',
    'bTRC',
    'kTRC',
    'wtpt',
    'bkpt',
    'chad',
    'gamt',
    'cicp',
  ],
  ...[
    'A2B0',
    'A2B1',
    'A2B2',
    'B2A0',
    'B2A1',
    'B2A2',
    'D2B0',
    'D2B1',
    'D2B2',
    'D2B3',
    'B2D0',
    'B2D1',
    'B2D2',
    'B2D3',
  ],
  ...['pre0', 'pre1', 'pre2', 'lumi'],
]);
/**
 * Header fields that name a program, a date, a platform or a device; the last one is a hash of the
 * whole profile.
 */
const makerFields = [
  [4, 8],
  [24, 36],
  [40, 44],
  [48, 56],
  [80, 128],
];
const headBytes = 128;

/**
 * The same profile with its colours but without its texts. Its length and table are unchanged, so
 * that it fits in the same place.
 * @param {Buffer} profile
 * @returns {Buffer | null} null for anything that is not a profile, which no viewer would use
 *   either.
 */
export function withoutMaker(profile) {
  if (profile.length < headBytes + 4 || profile.toString('latin1', 36, 40) !== 'acsp') return null;
  const size = Math.min(profile.readUInt32BE(0), profile.length);
  const count = profile.readUInt32BE(headBytes);
  const table = headBytes + 4 + count * 12;
  if (count > 200 || table > size) return null;
  const kept = Buffer.alloc(size);
  profile.copy(kept, 0, 0, table);
  kept.writeUInt32BE(size, 0);
  for (const [from, to] of makerFields) kept.fill(0, from, to);
  for (let entry = headBytes + 4; entry < table; entry += 12) {
    const from = profile.readUInt32BE(entry + 4);
    const length = profile.readUInt32BE(entry + 8);
    if (from < table || from + length > size) return null;
    const isColour = colourTags.has(profile.toString('latin1', entry, entry + 4));
    // A text keeps its type but is empty, so programs that look for it find it.
    profile.copy(kept, from, from, from + (isColour ? length : Math.min(length, 8)));
  }
  return kept;
}
