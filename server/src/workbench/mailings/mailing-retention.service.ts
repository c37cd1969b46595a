import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { findMailing } from './mailing-content.js';
import { MailingFigures } from './mailing-figures.service.js';
import type { LetterLanguageDto } from './mailings.dto.js';

/**
 * Deletes the recipients of old letters and the result for each. The texts and the totals are kept.
 * The invitation of a round keeps its recipients, because the round asks exactly those.
 */
@Injectable()
export class MailingRetention {
  constructor(private readonly figures: MailingFigures) {}

  /** @returns how many recipients were forgotten. */
  async forgetOld(manager: EntityManager): Promise<number> {
    const due = await manager.query<{ id: string }[]>(
      `SELECT id FROM mailing WHERE state = 'sent' AND forgotten_at IS NULL
         AND sent_at < now() - make_interval(days => $1)
         AND round_mail IS DISTINCT FROM 'invitation'
         AND NOT EXISTS (SELECT 1 FROM mailing_recipient r JOIN outbox o ON o.id = r.mail_id
           WHERE r.mailing_id = mailing.id AND o.state = 'queued')
       ORDER BY sent_at LIMIT 5 FOR UPDATE SKIP LOCKED`,
      [limits.letterRecipientDays],
    );
    let forgotten = 0;
    for (const { id } of due) forgotten += await this.forget(manager, id);
    return forgotten;
  }

  private async forget(manager: EntityManager, id: string): Promise<number> {
    const counts = await this.figures.counted(manager, await findMailing(manager, id));
    await manager.query(
      `DELETE FROM outbox o USING mailing_recipient r WHERE r.mailing_id = $1 AND o.id = r.mail_id`,
      [id],
    );
    const [, removed] = await manager.query<[unknown, number]>(
      'DELETE FROM mailing_recipient WHERE mailing_id = $1',
      [id],
    );
    await manager.query('UPDATE mailing SET counts = $2, forgotten_at = now() WHERE id = $1', [
      id,
      JSON.stringify({ ...counts, languages: counts.languages.map(nameless) }),
    ]);
    return removed;
  }
}

/** Keeps only the numbers, because the example in a preview is a recipient, too. */
const nameless = (one: LetterLanguageDto): LetterLanguageDto => ({
  ...one,
  signatoryId: null,
  signatory: null,
});
