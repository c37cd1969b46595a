import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import type { ErrorReportOutcome } from '../../../../contract/error-reports.js';
import { nameIn, type Language } from '../../../../contract/languages.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { dayInWords } from '../../platform/text/day-in-words.js';
import { signatoryPath } from '../signatories/signatory-path.js';

interface Answered {
  email: string;
  language: Language;
  name: string | null;
  outcome: ErrorReportOutcome;
  answer: string;
  createdAt: Date;
  publicId: string;
  names: Parameters<typeof nameIn>[1];
}

/** Sends the answer to the reader who reported an error, once, and only to a proven address. */
@Injectable()
export class ErrorReportAnswers {
  constructor(private readonly outbox: OutboxService) {}

  /** Does nothing while there is no answer, no proven address, or when it has been written. */
  async tell(manager: EntityManager, id: string): Promise<void> {
    const [report] = await manager.query<Answered[]>(
      `SELECT r.email, r.language, r.name, r.state AS outcome, r.answer,
         r.created_at AS "createdAt", s.public_id AS "publicId",
         json_build_object('official', a.name_official, 'officialLanguage',
           a.name_official_language, 'en', a.name_en, 'fr', a.name_fr) AS names
       FROM error_report r JOIN signatory s ON s.id = r.signatory_id
         JOIN authority a ON a.id = s.authority_id
       WHERE r.id = $1 AND r.answered_at IS NOT NULL AND r.answer IS NOT NULL
         AND r.proven_at IS NOT NULL AND r.email IS NOT NULL AND r.mail_id IS NULL`,
      [id],
    );
    if (!report) return;
    const { email, language, outcome, answer, names, publicId } = report;
    const mailId = uuidv7();
    await this.outbox.add(manager, {
      id: mailId,
      recipient: email,
      language,
      template: `error_report_${outcome}`,
      data: {
        ...(report.name ? { name: report.name } : {}),
        authority: nameIn(language, names),
        date: dayInWords(dayInStrasbourg(report.createdAt), language),
        answer,
        path: signatoryPath(language, publicId, names.en),
      },
      submissionId: null,
    });
    await manager.query('UPDATE error_report SET mail_id = $2 WHERE id = $1', [id, mailId]);
  }
}
