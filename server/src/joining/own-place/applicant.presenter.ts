import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import type { ShownDocument } from '../../platform/documents/document.entity.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { DraftsService } from '../drafts/drafts.service.js';
import type { FollowUpDto } from './own-place.dto.js';
import { sectionsOf } from '../../../../contract/sections.js';
import { authorNames } from '../people/case-people.js';
import { roleOf } from '../submissions/case-actions.js';
import { endOf } from '../submissions/end-of-draft.js';
import type { Submission } from '../submissions/submission.entity.js';
import type {
  ApplicantSubmissionDto,
  DocumentDto,
  MessageDto,
  SectionChangeDto,
} from '../submissions/submissions.dto.js';

/** The only code that turns a submission's row into what its sender sees of it. */
@Injectable()
export class ApplicantPresenter {
  constructor(
    private readonly database: DataSource,
    private readonly drafts: DraftsService,
    private readonly documents: DocumentsService,
  ) {}

  async present(submission: Submission): Promise<ApplicantSubmissionDto> {
    const {
      id,
      reference,
      kind,
      state,
      language,
      version,
      answers,
      typed,
      submittedAt,
      confirmedAt,
      decidedAt,
    } = submission;
    const documents = submission.documents ?? (await this.documents.of(this.database.manager, id));
    // The form is presented after every save, so messages are queried only once there is a
    // decision.
    const messages = decidedAt ? await this.messages(id) : [];
    return {
      reference,
      kind,
      state,
      language,
      version,
      answers: answers as ApplicantSubmissionDto['answers'],
      typed,
      changes: await this.changes(submission),
      role: roleOf(submission),
      documents: documents.map(presentDocument),
      missing: await this.drafts.missing(this.database.manager, submission, documents),
      comments: state === 'changes_requested' ? (messages.at(-1)?.comments ?? []) : [],
      messages,
      submittedAt: submittedAt?.toISOString() ?? null,
      confirmedAt: confirmedAt?.toISOString() ?? null,
      decidedAt: decidedAt?.toISOString() ?? null,
      keptUntil: this.keptUntil(submission),
      ...answerTime(submission),
      slug: await this.slugOf(submission),
    };
  }

  private async changes(submission: Submission): Promise<SectionChangeDto[]> {
    const nameOf = await authorNames(this.database.manager, submission);
    return sectionsOf(submission.kind).flatMap((section) => {
      const change = submission.sectionChanges[section];
      return change ? [{ section, by: nameOf(change.by), at: change.at }] : [];
    });
  }

  private keptUntil(submission: Submission): string | null {
    if (submission.state !== 'awaiting_signature') return null;
    return endOf(submission, limits.signatureDays, limits.signatureWarningDays).toISOString();
  }

  /** The follow-ups of an endorsement, as their sender sees them. */
  followUps(submissions: Submission[]): Promise<FollowUpDto[]> {
    return Promise.all(
      submissions.map(async (submission) => ({
        reference: submission.reference,
        kind: submission.kind,
        state: submission.state,
        submittedAt: submission.submittedAt?.toISOString() ?? null,
        messages: await this.messages(submission.id),
        ...answerTime(submission),
      })),
    );
  }

  private async messages(id: string): Promise<MessageDto[]> {
    const rows = await this.database.query<(Omit<MessageDto, 'at'> & { at: Date })[]>(
      `SELECT verdict, reason AS text, comments, decided_at AS at FROM decision
        WHERE submission_id = $1 ORDER BY decided_at`,
      [id],
    );
    return rows.map((row) => ({ ...row, at: row.at.toISOString() }));
  }

  /** The slug of the case's signatory; null before a decision. */
  private async slugOf({ id, parentId, decidedAt }: Submission): Promise<string | null> {
    if (!parentId && !decidedAt) return null;
    const [row] = await this.database.query<{ public_id: string }[]>(
      `SELECT public_id FROM signatory WHERE endorsement_id = $1
        AND state IN ('published', 'on_hold')`,
      [parentId ?? id],
    );
    return row?.public_id ?? null;
  }
}

/** Shown only while an answer is due. */
function answerTime({
  state,
  answerBy,
  answerAskedUntil,
}: Submission): Pick<ApplicantSubmissionDto, 'answerBy' | 'answerAskedUntil'> {
  const isAsked = state === 'changes_requested';
  return isAsked ? { answerBy, answerAskedUntil } : { answerBy: null, answerAskedUntil: null };
}

export function presentDocument({
  id,
  kind,
  fileName,
  mediaType,
  bytes,
  pledgeId,
}: ShownDocument): DocumentDto {
  return { id, kind, fileName, mediaType, bytes, pledgeId };
}
