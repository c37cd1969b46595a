import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { RegisterService } from '../publication/register.service.js';
import { bumpRegisterVersion } from '../signatories/register-version.js';
import { Signatory } from '../signatories/signatory.entity.js';

interface Report {
  pledgeId: string;
  day: string;
}

/** Removes the text of a report for good; its day and its state stay public. */
@Injectable()
export class ReportWords {
  constructor(
    private readonly database: DataSource,
    private readonly register: RegisterService,
    private readonly events: EventsService,
  ) {}

  /**
   * The pledge and every version of it lose the text too, so that restoring cannot bring it back.
   * @throws Problem 404 when this signatory has no such report with text, 412 when the entry
   *   changed after it was seen.
   */
  async remove(
    { id, reportId, seen }: { id: string; reportId: string; seen: number },
    staff: Staff,
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      const signatory = await this.register.lock(manager, id);
      await this.register.requireSeen(manager, signatory, seen);
      const report = await wordsOf(manager, id, reportId);
      if (!report) throw Problem.notFound();
      await forget(manager, id, report);
      await manager.update(Signatory, id, {
        version: signatory.version + 1,
        changedAt: new Date(),
      });
      await bumpRegisterVersion(manager, 'takes away');
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'signatory.remove_words',
        subject: { kind: 'signatory', id },
        details: { report: reportId, pledge: report.pledgeId, version: signatory.version + 1 },
      });
    });
  }
}

async function wordsOf(
  manager: EntityManager,
  signatoryId: string,
  reportId: string,
): Promise<Report | undefined> {
  const [report] = await manager.query<Report[]>(
    `SELECT pledge_id AS "pledgeId", reported_on::text AS day FROM pledge_report
     WHERE id = $1 AND signatory_id = $2 AND coalesce(note, evidence_url) IS NOT NULL`,
    [reportId, signatoryId],
  );
  return report;
}

async function forget(
  manager: EntityManager,
  signatoryId: string,
  { pledgeId, day }: Report,
): Promise<void> {
  await manager.query(
    `UPDATE pledge_report SET note = NULL, evidence_url = NULL, language = NULL
     WHERE pledge_id = $1 AND reported_on = $2`,
    [pledgeId, day],
  );
  await manager.query(
    `UPDATE pledge SET progress_note = NULL, evidence_url = NULL
     WHERE id = $1 AND reported_on = $2`,
    [pledgeId, day],
  );
  await manager.query(
    `UPDATE signatory_revision v SET content = jsonb_set(v.content, '{pledges}', (
       SELECT jsonb_agg(CASE WHEN c->>'id' = $2 AND c->>'reportedOn' = $3
         THEN c || '{"progressNote": null, "evidenceUrl": null}'
           || jsonb_build_object('translations', (SELECT coalesce(jsonb_agg(t), '[]')
             FROM jsonb_array_elements(coalesce(c->'translations', '[]')) t
             WHERE t->>'field' <> 'progressNote'))
         ELSE c END ORDER BY place)
       FROM jsonb_array_elements(v.content->'pledges') WITH ORDINALITY AS listed (c, place)))
     WHERE v.signatory_id = $1 AND v.content->'pledges' @>
       jsonb_build_array(jsonb_build_object('id', $2::text, 'reportedOn', $3::text))`,
    [signatoryId, pledgeId, day],
  );
  // An undo record would restore the text.
  await manager.query(
    'DELETE FROM undo WHERE id IN (SELECT undo_id FROM undo_step WHERE subject_id = $1)',
    [signatoryId],
  );
}
