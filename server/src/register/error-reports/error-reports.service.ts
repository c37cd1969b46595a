import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { nameIn, type Language } from '../../../../contract/languages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { limits } from '../../platform/config/limits.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { deriveToken, hashToken } from '../../platform/text/tokens.js';
import { ErrorReportAnswers } from './error-report-answers.service.js';
import type { ErrorReportDto } from './error-report.dto.js';

const purpose = 'error_report_confirm';

/**
 * Accepts readers' reports of errors in an entry. A report changes nothing in the register. An
 * address gets the answer only after its owner has proven it by a mailed link; until then it gets
 * one mail, which contains nothing that the reader typed.
 */
@Injectable()
export class ErrorReports {
  constructor(
    private readonly database: DataSource,
    private readonly context: AppContext,
    private readonly rates: RateLimits,
    private readonly outbox: OutboxService,
    private readonly answers: ErrorReportAnswers,
  ) {}

  /**
   * A button that is pressed twice makes one report.
   * @param publicId a signatory that is on the register.
   * @throws Problem 404, and 429 when one network, or all of them together, report too much, or
   *   too many mails went to the address.
   */
  async add(
    publicId: string,
    report: ErrorReportDto,
    language: Language,
    ip: string,
  ): Promise<void> {
    await this.rates.useFrom('error-report', limits.errorReportsPerAddress, ip);
    await this.rates.use('error-reports', limits.errorReports, 'all');
    let isKept = false;
    try {
      isKept = await this.take(publicId, report, language);
    } finally {
      if (!isKept) await this.rates.giveBack('error-reports', limits.errorReports, 'all');
    }
  }

  /** @returns whether it is a new one. */
  private take(publicId: string, report: ErrorReportDto, language: Language): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      const signatory = await this.shown(manager, publicId);
      const id = await this.keep(manager, signatory.id, report, language);
      if (!id || !report.email) return id !== null;
      await this.outbox.addOrRefuse(manager, {
        recipient: report.email.toLowerCase(),
        language,
        template: purpose,
        data: {
          authority: nameIn(language, signatory.names),
          path: `/${language}/error-report/confirm`,
          tokenId: await this.issue(manager, id),
          tokenPurpose: purpose,
        },
        submissionId: null,
      });
      return true;
    });
  }

  /**
   * Proves the address. Proving it twice is harmless. An answer given earlier is sent now.
   * @throws Problem 410 when the link is unknown or expired, or the report was deleted.
   */
  async confirm(token: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [report] = await manager.query<{ id: string }[]>(
        `SELECT r.id FROM error_report_token t JOIN error_report r ON r.id = t.error_report_id
         WHERE t.hash = $1 AND t.expires_at > now() AND r.email IS NOT NULL FOR UPDATE OF r`,
        [hashToken(token)],
      );
      if (!report) throw new Problem(410, 'link-does-not-work', 'This link no longer works.');
      await manager.query(
        'UPDATE error_report SET proven_at = now() WHERE id = $1 AND proven_at IS NULL',
        [report.id],
      );
      await this.answers.tell(manager, report.id);
    });
  }

  /**
   * Deletes addresses not proven in time, and the text of reports and answers at the end of their
   * period. The kind and outcome of answered reports stay, to be counted.
   * @returns how many reports lost their text.
   */
  async forgetOld(manager: EntityManager): Promise<number> {
    await manager.query(
      `UPDATE error_report SET email = NULL WHERE email IS NOT NULL
        AND proven_at IS NULL AND created_at < now() - make_interval(days => $1)`,
      [limits.errorReportProofDays],
    );
    // The mail that asked for the proof holds the address, too.
    await manager.query(
      `DELETE FROM outbox WHERE template = $1
        AND created_at < now() - make_interval(days => $2)`,
      [purpose, limits.errorReportProofDays],
    );
    const [, deleted] = await manager.query<[unknown, number]>(
      `DELETE FROM error_report WHERE answered_at IS NULL
        AND created_at < now() - make_interval(days => $1)`,
      [limits.errorReportDays],
    );
    const [, emptied] = await manager.query<[unknown, number]>(
      `UPDATE error_report SET ${nothingOfAnybody} WHERE forgotten_at IS NULL
        AND answered_at < now() - make_interval(days => $1)`,
      [limits.errorReportDays],
    );
    return deleted + emptied;
  }

  /** Erases the data from an address. @returns from how many reports. */
  async erase(manager: EntityManager, email: string): Promise<number> {
    const [, erased] = await manager.query<[unknown, number]>(
      `UPDATE error_report SET ${nothingOfAnybody} WHERE email = $1 AND answered_at IS NOT NULL`,
      [email],
    );
    const [, deleted] = await manager.query<[unknown, number]>(
      'DELETE FROM error_report WHERE email = $1',
      [email],
    );
    return erased + deleted;
  }

  /** Deletes a report, with the mail that asked for the proof of its address. */
  async discard(manager: EntityManager, id: string): Promise<void> {
    await manager.query(
      `DELETE FROM outbox WHERE template = $2 AND data ->> 'tokenId' IN (
        SELECT id::text FROM error_report_token WHERE error_report_id = $1)`,
      [id, purpose],
    );
    await manager.query('DELETE FROM error_report WHERE id = $1', [id]);
  }

  private async shown(manager: EntityManager, publicId: string) {
    const [signatory] = await manager.query<{ id: string; names: Parameters<typeof nameIn>[1] }[]>(
      `SELECT s.id, json_build_object('official', a.name_official, 'officialLanguage',
          a.name_official_language, 'en', a.name_en, 'fr', a.name_fr) AS names
       FROM signatory s JOIN authority a ON a.id = s.authority_id
       WHERE s.public_id = $1 AND s.state IN ('published', 'on_hold') FOR SHARE OF s`,
      [publicId],
    );
    if (!signatory) throw Problem.notFound();
    return signatory;
  }

  /** @returns null when it was said already. */
  private async keep(
    manager: EntityManager,
    signatoryId: string,
    { what, words, name, email }: ErrorReportDto,
    language: Language,
  ): Promise<string | null> {
    await manager.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('error report ' || $1, 0))`,
      [signatoryId],
    );
    const id = uuidv7();
    const kept = await manager.query<unknown[]>(
      `INSERT INTO error_report (id, signatory_id, kind, words, name, email, language)
       SELECT $1, $2, $3, $4, $5, $6, $7 WHERE NOT EXISTS (
         SELECT 1 FROM error_report r WHERE r.signatory_id = $2 AND r.kind = $3 AND r.words = $4
           AND r.email IS NOT DISTINCT FROM $6
           AND r.created_at > now() - make_interval(mins => $8)) RETURNING 1`,
      [
        id,
        signatoryId,
        what,
        words,
        name ?? null,
        email?.toLowerCase() ?? null,
        language,
        limits.errorReportAgainMinutes,
      ],
    );
    return kept.length > 0 ? id : null;
  }

  private async issue(manager: EntityManager, reportId: string): Promise<string> {
    const id = randomUUID();
    await manager.query(
      `INSERT INTO error_report_token (id, error_report_id, hash, expires_at)
        VALUES ($1, $2, $3, now() + make_interval(days => $4))`,
      [
        id,
        reportId,
        hashToken(deriveToken(this.context.secret, purpose, id)),
        limits.errorReportProofDays,
      ],
    );
    return id;
  }
}

/** For an answered report, the kind, the outcome and the days are kept. */
const nothingOfAnybody = `words = NULL, name = NULL, email = NULL, answer = NULL,
  forgotten_at = now(), version = version + 1`;
