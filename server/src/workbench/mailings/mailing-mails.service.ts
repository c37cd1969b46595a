import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { Language } from '../../../../contract/languages.js';
import { caseMail } from '../../joining/submissions/case-mail.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import { EventsService } from '../../platform/events/events.service.js';
import { Problem } from '../../platform/http/problem.js';
import { Letter } from '../../platform/mail/letter.entity.js';
import { OutboxService, type NewMail } from '../../platform/mail/outbox.service.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import type { MailPreviewDto } from '../decisions/decision.dto.js';
import { languageFor, requireComplete } from './letter-texts.js';
import { addressedBy, findMailing, type Mailing } from './mailing-content.js';
import { addressed } from './recipients.js';

/** The text as stored for all recipients; its placeholders are filled for each of them later. */
export const letterOf = ({ subject, text }: { subject: string; text: string }) => ({
  subject,
  blocks: [{ kind: 'text' as const, text }],
});

/** The mails of a letter to the contact of a signatory, as a preview and when it is sent. */
@Injectable()
export class MailingMails {
  constructor(
    private readonly database: DataSource,
    private readonly settings: SettingsService,
    private readonly outbox: OutboxService,
    private readonly events: EventsService,
  ) {}

  /** The mail to the contact of a signatory, in the contact's language if the letter has it. */
  async mailTo(
    manager: EntityManager,
    { kind, texts, round }: Pick<Mailing, 'kind' | 'texts' | 'round'>,
    signatoryId: string,
  ): Promise<NewMail & { language: Language }> {
    const [found] = await manager.query<{ submissionId: string; name: string }[]>(
      `SELECT s.endorsement_id AS "submissionId", a.name_official AS name
       FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE s.id = $1`,
      [signatoryId],
    );
    const submission = await manager.findOneByOrFail(Submission, { id: found!.submissionId });
    const language = languageFor(submission.language, texts);
    const inItsLanguage = Object.assign(new Submission(), submission, { language });
    const letterId = texts.find((text) => text.language === language)?.letterId;
    return {
      ...caseMail(inItsLanguage, kind === 'news' ? 'signatory_news' : 'signatory_letter', {
        authority: found!.name,
        contact: submission.answers.contact?.name ?? '',
        address: (await this.settings.current()).contactAddress,
        ...(kind === 'news' ? { path: `/${language}/letters/leave` } : {}),
        ...(round ? { path: `/${language}/case/rounds/${round.id}` } : {}),
      }),
      ...(letterId ? { letterId } : {}),
    };
  }

  /**
   * The mail exactly as this signatory would get it now; null when it is left out.
   * @throws Problem 404 for a signatory of another filter, 422 while the letter is incomplete.
   */
  async preview(id: string, signatoryId: string): Promise<MailPreviewDto | null> {
    return this.previewOf(await findMailing(this.database.manager, id), signatoryId);
  }

  /** The same for a letter that may not be saved yet. */
  async previewOf(mailing: Mailing, signatoryId: string): Promise<MailPreviewDto | null> {
    requireComplete(mailing.texts);
    if (!(await this.isReached(mailing, signatoryId))) return null;
    const mail = await this.mailTo(this.database.manager, mailing, signatoryId);
    const text = mailing.texts.find(({ language }) => language === mail.language)!;
    const { subject, text: words } = await this.outbox.preview(mail, letterOf(text));
    return { recipient: mail.recipient, language: mail.language, subject, text: words };
  }

  /** The same mail, sent only to the colleague who asks. Its unsubscribe link does nothing. */
  async test(id: string, signatoryId: string, staff: Staff): Promise<void> {
    const mailing = await findMailing(this.database.manager, id);
    await this.testOf(mailing, signatoryId, staff, { kind: 'mailing', id });
  }

  /** The same for a letter that may not be saved yet. @param subject what is being tested */
  async testOf(
    mailing: Mailing,
    signatoryId: string,
    staff: Staff,
    subject: { kind: 'mailing' | 'round'; id: string },
  ): Promise<void> {
    requireComplete(mailing.texts);
    if (!(await this.isReached(mailing, signatoryId))) throw Problem.notFound();
    const mail = await this.mailTo(this.database.manager, mailing, signatoryId);
    const text = mailing.texts.find(({ language }) => language === mail.language)!;
    await this.database.transaction(async (within) => {
      const letterId = await keepLetter(within, { ...text, subject: `[Test] ${text.subject}` });
      const own = { recipient: staff.email, submissionId: null, letterId, id: randomUUID() };
      await this.outbox.add(within, { ...mail, ...own });
      await this.events.append(within, {
        actor: { kind: 'staff', id: staff.id },
        action: `${subject.kind}.test`,
        subject,
        details: { language: mail.language, signatory: signatoryId },
      });
    });
  }

  /** @throws Problem 404 when this signatory does not match the filter. */
  private async isReached(mailing: Mailing, signatoryId: string): Promise<boolean> {
    const { rows, values } =
      mailing.state === 'draft'
        ? addressed(addressedBy(mailing))
        : {
            rows: `SELECT signatory_id, left_out FROM mailing_recipient WHERE mailing_id = $1`,
            values: [mailing.id],
          };
    const [row] = await this.database.query<{ leftOut: string | null }[]>(
      `SELECT left_out AS "leftOut" FROM (${rows}) r
       WHERE signatory_id = $${values.length + 1}`,
      [...values, signatoryId],
    );
    if (!row) throw Problem.notFound();
    return row.leftOut === null;
  }
}

/** @returns the id of the letter. */
export async function keepLetter(
  manager: EntityManager,
  text: { subject: string; text: string },
): Promise<string> {
  const id = uuidv7();
  await manager.insert(Letter, { id, ...letterOf(text) });
  return id;
}
