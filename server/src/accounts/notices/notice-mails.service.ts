import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { NoticeKind } from '../../../../contract/notices.js';
import type { NoticeTemplate } from '../../platform/mail/notice-templates.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { periodOf, toldColleagues, type ToldColleague } from './told-colleague.js';

/** An action of one colleague that another is notified of. */
interface Act {
  kind: Extract<NoticeKind, 'assigned' | 'mention'>;
  /** Identifies the action, so that nobody is notified twice. */
  thing: string;
  submissionId: string;
  by: { id: string; name: string };
}

const actTemplates: Record<Act['kind'], NoticeTemplate> = {
  assigned: 'staff_assigned',
  mention: 'staff_note_mention',
};

/** Sends colleagues the notices that they chose, each once. */
@Injectable()
export class NoticeMails {
  constructor(private readonly outbox: OutboxService) {}

  /**
   * Records an action for the colleagues concerned, in its transaction. Those who chose immediate
   * notices get the mail now, the others in their next summary. Nobody is notified of their own
   * action.
   */
  async tellOfAct(manager: EntityManager, staffIds: string[], act: Act): Promise<void> {
    const others = staffIds.filter((id) => id !== act.by.id);
    if (others.length === 0) return;
    const [about] = await manager.query<{ reference: string; authority: string }[]>(
      `SELECT reference, coalesce(authority_name, reference) AS authority
       FROM submission WHERE id = $1`,
      [act.submissionId],
    );
    for (const colleague of await toldColleagues(manager, others)) {
      const atOnce = periodOf(colleague, act.kind) === 'at_once';
      await manager.query(
        `INSERT INTO staff_notice (staff_id, kind, thing, submission_id, by_staff, told_at)
         VALUES ($1, $2, $3, $4, $5, CASE WHEN $6 THEN now() END) ON CONFLICT DO NOTHING`,
        [colleague.id, act.kind, act.thing, act.submissionId, act.by.id, atOnce],
      );
      if (!atOnce) continue;
      await this.send(manager, colleague, actTemplates[act.kind], {
        ...about!,
        by: act.by.name,
        path: `/staff/cases/${act.submissionId}`,
      });
    }
  }

  /** Sends one mail with one link, and a link to the notice settings. */
  async send(
    manager: EntityManager,
    { id, email, name, language }: ToldColleague,
    template: NoticeTemplate,
    data: Record<string, string>,
    letterId?: string,
  ): Promise<void> {
    await this.outbox.add(manager, {
      recipient: email,
      language,
      template,
      data: { ...data, name, staffId: id },
      submissionId: null,
      ...(letterId ? { letterId } : {}),
    });
  }
}
