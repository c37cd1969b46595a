import type { EntityManager } from 'typeorm';
import { Problem } from '../http/problem.js';

/**
 * Whether two people stand behind every change of the list where no administrator said otherwise.
 */
export const fourEyesByDefault = true;

/**
 * Who has seen a change before the public does: colleagues, and the town itself where the change
 * came from its own mailbox.
 */
export interface Eyes {
  eyes: readonly (string | null)[];
  town?: boolean;
}

/**
 * Why a change of what the public reads needs nobody else: it only takes away (protection cannot
 * wait), it touches nothing public, it is not about the list, or it is the clock or an operator's
 * command that carries out what was decided before.
 */
export type NoSecondPerson =
  'takes away' | 'not public' | 'beside the list' | 'decided before' | 'by the operator';

/** Who saw a new version of the register, or why it needs no second person. */
export type Behind = Eyes | NoSecondPerson;

/** One colleague alone would change what the public reads: with four eyes that is a proposal. */
export class SecondPersonNeeded extends Problem {
  constructor() {
    super(
      403,
      'four-eyes-needed',
      'This changes what the public reads: a second colleague has to agree.',
    );
  }
}

/**
 * The one rule of four eyes: two different people stand behind whatever the public reads anew. An
 * account that nobody but its inviter vouched for is not a second person.
 * @throws SecondPersonNeeded
 */
export async function requireFourEyes(manager: EntityManager, behind: Behind): Promise<void> {
  if (typeof behind === 'string') return;
  const { eyes, town = false } = behind;
  const [found] = await manager.query<{ people: number; needed: boolean }[]>(
    `SELECT (SELECT count(*)::int FROM staff WHERE id = ANY($1)
      AND vouched_at IS NOT NULL) AS people,
            coalesce((SELECT (value->>'fourEyes')::boolean FROM setting WHERE key = 'settings'),
              $2) AS needed`,
    [eyes.filter((id) => id !== null), fourEyesByDefault],
  );
  if (found!.needed && found!.people + (town ? 1 : 0) < 2) throw new SecondPersonNeeded();
}
