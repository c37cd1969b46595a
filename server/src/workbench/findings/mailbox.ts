import { getDomain } from 'tldts';
import { isFreeMailbox } from '../../../../contract/mail-domains.js';
import type { ExaminedCase } from './examined-case.js';
import { finding, type FindingDto } from './finding.dto.js';

/** The registrable domains of the contact's address and of the website. */
export interface Domains {
  mailDomain: string | null;
  websiteDomain: string | null;
  sameDomain: boolean;
}

/**
 * Compares registrable domains by the Public Suffix List: mail.koeln.de and www.koeln.de have the
 * same owner, a.co.uk and b.co.uk do not.
 */
export function domainsOf({
  contactEmail,
  answers,
}: Pick<ExaminedCase, 'contactEmail' | 'answers'>): Domains {
  const mailDomain = getDomain(contactEmail?.split('@').pop() ?? '', { allowPrivateDomains: true });
  const websiteDomain = getDomain(answers.authority?.website ?? '', { allowPrivateDomains: true });
  return {
    mailDomain,
    websiteDomain,
    sameDomain: mailDomain !== null && mailDomain === websiteDomain,
  };
}

/** Whether the contact writes from the authority's own domain. */
export function mailboxFinding(one: ExaminedCase): FindingDto | null {
  if (one.kind !== 'endorsement' || !one.answers.authority) return null;
  const { mailDomain: mail, websiteDomain: website, sameDomain } = domainsOf(one);
  if (!mail) return finding('mailbox', 'info', 'none');
  if (isFreeMailbox(mail)) return finding('mailbox', 'notice', 'free', { mail });
  if (sameDomain) return finding('mailbox', 'good', 'same', { mail });
  return website
    ? finding('mailbox', 'info', 'other', { mail, website })
    : finding('mailbox', 'info', 'noWebsite', { mail });
}
