import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { caseMail } from '../../joining/submissions/case-mail.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import type { NewMail } from '../../platform/mail/outbox.service.js';
import type { MailTemplate } from '../../platform/mail/texts.js';
import { dayInWords } from '../../platform/text/day-in-words.js';

/**
 * A mail to the contact of a signatory about its report, with the id that its row will have; null
 * when there is nobody to write to: an entry without a contact, demonstration data or erased data.
 */
export async function reportingMail(
  manager: EntityManager,
  endorsementId: string | null,
  template: Extract<MailTemplate, `report_${string}`>,
  { day, reason }: { day: string; reason?: string },
): Promise<(NewMail & { id: string }) | null> {
  const home = endorsementId && (await manager.findOneBy(Submission, { id: endorsementId }));
  if (!home || !home.contactEmail || home.demo) return null;
  const mail = caseMail(home, template, (language) => ({
    date: dayInWords(day, language),
    ...(reason === undefined ? {} : { reason }),
  }));
  return { id: uuidv7(), ...mail };
}
