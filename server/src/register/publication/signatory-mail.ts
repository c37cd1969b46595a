import type { EntityManager } from 'typeorm';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { Authority } from '../../reference/authorities/authority.entity.js';
import type { NewMail } from '../../platform/mail/outbox.service.js';
import type { MailTemplate } from '../../platform/mail/texts.js';
import { caseMail } from '../../joining/submissions/case-mail.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import { dayInWords } from '../../platform/text/day-in-words.js';
import { signatoryPath } from '../signatories/signatory-path.js';
import type { Signatory } from '../signatories/signatory.entity.js';
import type { SignatoryAction } from '../signatories/signatory.workflow.js';

const mails: Partial<Record<SignatoryAction, MailTemplate>> = {
  publish: 'published',
  publish_as_scheduled: 'published',
  schedule: 'publication_scheduled',
  hold: 'on_hold',
  resume: 'published',
  withdraw: 'withdrawn',
  restore: 'published',
  merge: 'merged',
};

interface Told {
  action: SignatoryAction;
  reason: string;
  /** Why the authority itself wanted to leave. */
  leaving?: string | undefined;
  publishOn?: string | undefined;
  /** The signatory that it is merged into. */
  into?: Signatory | undefined;
}

/**
 * The mail that tells the contact about a step; null when there is nobody to write to: a signatory
 * from the old site, demonstration data or erased data.
 */
export async function signatoryMail(
  manager: EntityManager,
  signatory: Signatory,
  { action, reason, leaving, publishOn, into }: Told,
): Promise<NewMail | null> {
  const template = leaving === undefined ? mails[action] : 'left';
  const submission =
    signatory.endorsementId &&
    (await manager.findOneBy(Submission, { id: signatory.endorsementId }));
  if (!template || !submission || !submission.contactEmail || submission.demo) return null;
  const page = into ?? signatory;
  const authority = await manager.findOneByOrFail(Authority, { id: page.authorityId });
  return caseMail(submission, template, (language) => ({
    reason,
    ...(leaving === undefined
      ? {}
      : { leaving, until: dayInWords(dayInStrasbourg(new Date()), language) }),
    ...(publishOn ? { date: dayInWords(publishOn, language) } : {}),
    ...(into ? { into: authority.nameOfficial } : {}),
    ...(action === 'schedule'
      ? {}
      : { path: signatoryPath(language, page.publicId, authority.nameEn) }),
  }));
}
