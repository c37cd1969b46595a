import type { EntityManager } from 'typeorm';
import { Problem } from '../http/problem.js';

/**
 * Whether every change to the list needs two people, unless an administrator sets otherwise.
 */
export const fourEyesByDefault = true;

/**
 * The people who have seen a change before it is public: colleagues, and the town itself if the
 * change came from its own mailbox.
 */
export interface Eyes {
  eyes: readonly (string | null)[];
  town?: boolean;
}

/**
 * Why a public change needs no second person: it only removes something (protection cannot wait),
 * it touches nothing public, it does not concern the list, or a job or an operator's command
 * carries out an earlier decision.
 */
export type NoSecondPerson =
  'takes away' | 'not public' | 'beside the list' | 'decided before' | 'by the operator';

/**
 * The people who saw a new version of the register, or the reason why it needs no second person.
 */
export type Behind = Eyes | NoSecondPerson;

/**
 * Thrown when one colleague alone would change public data; the four-eyes rule turns the change
 * into a proposal.
 */
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
 * The four-eyes rule: everything newly public needs two different people. An account vouched for
 * only by its inviter is not a second person.
 * @throws SecondPersonNeeded
 */
export async function requireFourEyes(manager: EntityManager, behind: Behind): Promise<void> {
  if (typeof behind === 'string') return;
  if (await lacksSecondPerson(manager, behind)) throw new SecondPersonNeeded();
}

/** Whether four eyes are on and fewer than two people have seen the change. */
export async function lacksSecondPerson(
  manager: EntityManager,
  { eyes, town = false }: Eyes,
): Promise<boolean> {
  const [found] = await manager.query<{ people: number; needed: boolean }[]>(
    `SELECT (SELECT count(*)::int FROM staff WHERE id = ANY($1)
      AND vouched_at IS NOT NULL) AS people,
            coalesce((SELECT (value->>'fourEyes')::boolean FROM setting WHERE key = 'settings'),
              $2) AS needed`,
    [eyes.filter((id) => id !== null), fourEyesByDefault],
  );
  return found!.needed && found!.people + (town ? 1 : 0) < 2;
}

/**
 * For a choice that another colleague has to confirm later: without this, an account that does not
 * count as a person could start something that nobody can confirm.
 * @throws Problem 403 when four eyes are on and nobody has vouched for the account.
 */
export async function requireVouched(manager: EntityManager, staffId: string): Promise<void> {
  if (await lacksSecondPerson(manager, { eyes: [staffId], town: true }))
    throw new Problem(
      403,
      'account-not-vouched',
      'Your account does not count as a second person yet: an administrator has to confirm it.',
    );
}
