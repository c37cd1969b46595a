import type { LetterBlock } from '../../platform/mail/letter.entity.js';
import { nameIn, type Language } from '../../../../contract/languages.js';
import { publicWordsIn } from '../../joining/papers/public-words.js';
import { limits } from '../../platform/config/limits.js';
import { signatoryPath } from '../../register/signatories/signatory-path.js';
import { labelOf, type FollowedThing } from './followed-things.js';

/** A change of the register as the public reads it, and the follow that it belongs to. */
export interface FollowedChange {
  followId: string;
  seq: string;
  change: string;
  publicId: string;
  /** Whether it is no longer a signatory; the letter then says only that. */
  gone: boolean;
  names: Parameters<typeof nameIn>[1];
}

/** Whether it is on the list at all: of several such changes only the last is true. */
const ofStanding = new Set(['publish', 'hold', 'resume', 'withdraw', 'restore']);

/**
 * The changes of a week that are still true, newest first: each kind once for each signatory, only
 * the departure of one that has left, and no change twice in a letter.
 * @param changes the newest first, by follow.
 */
export function stillTrue(changes: readonly FollowedChange[]): FollowedChange[] {
  const told = new Set<string>();
  return changes.filter(({ change, gone, publicId }) => {
    if (gone !== (change === 'withdraw')) return false;
    const what = `${publicId} ${ofStanding.has(change) ? 'standing' : change}`;
    if (told.has(what)) return false;
    told.add(what);
    return true;
  });
}

/** The letter to one reader; null if nothing that they follow has changed. */
export function followLetter(
  language: Language,
  things: readonly FollowedThing[],
  changes: readonly FollowedChange[],
): { subject: string; blocks: LetterBlock[] } | null {
  const words = publicWordsIn(language);
  const all = stillTrue(changes);
  const shown = all.slice(0, limits.followLines);
  const blocks = things.flatMap((thing): LetterBlock[] => {
    const lines = shown.filter(({ followId }) => followId === thing.id);
    if (lines.length === 0) return [];
    return [
      { kind: 'heading', text: labelOf(language, thing) },
      ...lines.map(({ change, publicId, names }): LetterBlock => ({
        kind: 'link',
        text: words(`feeds.change.${change}`, { name: nameIn(language, names) }),
        path: signatoryPath(language, publicId, names.en),
      })),
    ];
  });
  if (blocks.length === 0) return null;
  const more = all.length > shown.length || changes.length >= limits.followLines;
  return {
    subject: words('follow.subject'),
    blocks: [
      ...blocks,
      ...(more
        ? [{ kind: 'link' as const, text: words('follow.more'), path: `/${language}/status` }]
        : []),
    ],
  };
}
