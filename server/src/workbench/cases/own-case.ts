import { In, type EntityManager } from 'typeorm';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { namerOf } from '../../joining/people/contact-namer.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import { mailboxOf } from '../../platform/mail/mailbox.js';
import { lacksSecondPerson } from '../../platform/settings/four-eyes.js';

/** Why a colleague may not approve a case: in a way it is their own. */
export type OwnCase = 'own-entry' | 'own-contact';

/**
 * A paper entry counts as its author's own, and so do its follow-ups and anything from the author's
 * mailbox. With four eyes, so does what comes from a contact whom the colleague named.
 * @returns null for a case that this colleague may approve.
 */
export async function ownCase(
  manager: EntityManager,
  { id, parentId, contactEmail }: Pick<Submission, 'id' | 'parentId' | 'contactEmail'>,
  staff: Staff,
): Promise<OwnCase | null> {
  if (contactEmail && mailboxOf(contactEmail) === mailboxOf(staff.email)) return 'own-entry';
  const family = [id, ...(parentId ? [parentId] : [])];
  if (await manager.existsBy(Submission, { id: In(family), enteredBy: staff.id }))
    return 'own-entry';
  const isNamed = parentId !== null && (await namerOf(manager, { id, parentId })) === staff.id;
  return isNamed && (await lacksSecondPerson(manager, { eyes: [staff.id] })) ? 'own-contact' : null;
}
