import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { Problem } from '../../platform/http/problem.js';
import { findRound } from '../../register/rounds/round-content.js';
import type { MailPreviewDto } from '../decisions/decision.dto.js';
import type { Mailing } from '../mailings/mailing-content.js';
import { MailingMails } from '../mailings/mailing-mails.service.js';
import { requireCompleteRound } from './complete-round.js';
import { draftInvitation } from './round-letters.js';

/** The invitation of a round before it opens, as a preview and as a test mail to the colleague. */
@Injectable()
export class RoundInvitation {
  constructor(
    private readonly database: DataSource,
    private readonly mails: MailingMails,
  ) {}

  /**
   * As this signatory would get it; null when it is left out.
   * @throws Problem 404 for a signatory of another filter, 409 once it is open, 422 while the round
   *   is incomplete.
   */
  async preview(id: string, signatoryId: string): Promise<MailPreviewDto | null> {
    return this.mails.previewOf(await this.draft(id), signatoryId);
  }

  /**
   * Sends the same mail to the colleague only. @throws as `preview`, and 404 when it is left out
   */
  async test(id: string, signatoryId: string, staff: Staff): Promise<void> {
    await this.mails.testOf(await this.draft(id), signatoryId, staff, { kind: 'round', id });
  }

  private async draft(id: string): Promise<Mailing> {
    const round = await findRound(this.database.manager, id);
    const { state } = round;
    if (state !== 'draft')
      throw new Problem(409, 'wrong-state', 'The invitation has been sent.', { state });
    requireCompleteRound(round);
    return draftInvitation(round);
  }
}
