import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { AuthoritiesService, fromAnswers, type DuplicateCandidate } from '../authorities/authorities.service.js';
import { requireVersion } from '../common/if-match.js';
import { Problem, type FieldError } from '../common/problem.js';
import { nextState } from '../common/workflow.js';
import { Document } from '../documents/document.entity.js';
import { EventsService } from '../events/events.service.js';
import { OutboxService } from '../mail/outbox.service.js';
import type { MailTemplate } from '../mail/texts.js';
import { FollowUpEffects } from '../register/follow-up-effects.service.js';
import { RegisterService } from '../register/register.service.js';
import type { Staff } from '../staff/staff.entity.js';
import { caseMail } from '../submissions/case-mail.js';
import { StandingService } from '../submissions/standing.service.js';
import { Submission } from '../submissions/submission.entity.js';
import { submissionTransitions, type Guard } from '../submissions/submission.workflow.js';
import { Decision } from './decision.entity.js';
import { isIdentified } from './evidence.service.js';
import type { DecideDto, Verdict } from './review.dto.js';

const mails: Record<Verdict, MailTemplate> = { request_changes: 'changes_requested', approve: 'approved', reject: 'rejected' };
const followUpMails: Record<Verdict, MailTemplate> = { ...mails, approve: 'follow_up_approved', reject: 'follow_up_rejected' };
const mailAbout = ({ kind }: Submission, verdict: Verdict) => (kind === 'endorsement' ? mails : followUpMails)[verdict];

/** A reviewer's decision about a case: one transaction with its state, its mail, its event and, when approved, the entry in the register. */
@Injectable()
export class ReviewService {
  constructor(
    private readonly database: DataSource,
    private readonly authorities: AuthoritiesService,
    private readonly register: RegisterService,
    private readonly standing: StandingService,
    private readonly followUps: FollowUpEffects,
    private readonly events: EventsService,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * @throws Problem 403 without the role, 409 in a state in which this cannot be decided (also when somebody was quicker) or when the
   * authority is on the register already, 412 when the case changed after version `seen`, 422 naming each missing check.
   * After any of them nothing is changed.
   */
  async decide(submissionId: string, wanted: DecideDto, staff: Staff, seen: number): Promise<Submission> {
    return this.database.transaction(async (manager) => {
      const submission = await manager.findOne(Submission, { where: { id: submissionId }, lock: { mode: 'pessimistic_write' } });
      if (!submission || !submission.confirmedAt) throw Problem.notFound();
      const state = nextState(submissionTransitions, submission.state, wanted.verdict, staff.roles);
      if (submission.version !== seen) {
        requireVersion(submission.version, seen, { at: submission.updatedAt, ...(await this.events.last(manager, submissionId)) });
      }
      await this.requireGuards(manager, submission, wanted);
      const now = new Date();
      await manager.insert(Decision, {
        id: uuidv7(),
        submissionId,
        verdict: wanted.verdict,
        reason: wanted.reason ?? '',
        staffId: staff.id,
        decidedAt: now,
      });
      // What the public read until now is kept in the trail: it has to be answered for years later.
      const before = wanted.verdict === 'approve' && submission.kind === 'amendment' ? await this.standing.of(manager, submission) : null;
      const authorityId = wanted.verdict === 'approve' ? await this.enact(manager, submission, wanted.reason ?? '', staff) : submission.authorityId;
      const change = { state, authorityId, decidedAt: now, updatedAt: now, version: submission.version + 1 };
      await manager.update(Submission, submissionId, change);
      Object.assign(submission, change);
      if (!submission.demo)
        await this.outbox.add(manager, caseMail(submission, mailAbout(submission, wanted.verdict), { reason: wanted.reason ?? '' }));
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: `submission.${wanted.verdict}`,
        subject: { kind: 'submission', id: submissionId },
        details: { kind: submission.kind, to: state, version: submission.version, ...(before ? { before: before.answers } : {}) },
      });
      return submission;
    });
  }

  /** What an approval does to the register. @returns the authority's id. */
  private async enact(manager: EntityManager, submission: Submission, reason: string, staff: Staff): Promise<string> {
    if (submission.kind !== 'endorsement') {
      await this.followUps.apply(manager, submission, reason, staff);
      return submission.authorityId!;
    }
    const { authority, place } = submission.answers;
    const created = await this.authorities.create(manager, { ...fromAnswers(authority!, place!), demo: submission.demo });
    await this.register.enlist(manager, submission, created);
    return created.id;
  }

  /** Checks what the table of transitions demands besides state and role, and names all that is missing at once. */
  private async requireGuards(manager: EntityManager, submission: Submission, wanted: DecideDto): Promise<void> {
    const guards = submissionTransitions.find((row) => row.from === submission.state && row.action === wanted.verdict)?.guards ?? [];
    const missing: FieldError[] = [];
    for (const guard of guards) {
      if (!(await this.holds(manager, guard, submission, wanted))) missing.push(guardErrors[guard]!);
    }
    if (missing.length > 0) throw Problem.invalid(missing);
  }

  private async holds(manager: EntityManager, guard: Guard, submission: Submission, wanted: DecideDto): Promise<boolean> {
    switch (guard) {
      case 'reason given':
        return Boolean(wanted.reason);
      case 'document opened':
        return documentOpened(manager, submission);
      case 'duplicates compared':
        return wanted.duplicatesCompared === true || (await this.duplicates(manager, submission)).length === 0;
      case 'authority identified':
        return isIdentified(submission.answers);
      default:
        return true;
    }
  }

  /** Other authorities that may be the same; asked where a name may be new. */
  async duplicates(manager: EntityManager, { kind, answers, authorityId }: Submission): Promise<DuplicateCandidate[]> {
    // Of an erased case there is nothing to compare.
    if ((kind !== 'endorsement' && kind !== 'amendment') || !answers.authority) return [];
    const { countryCode, nameOfficial, nameEn, nameFr } = answers.authority;
    const found = await this.authorities.duplicates(manager, countryCode, [nameOfficial, nameEn ?? '', nameFr ?? '']);
    return found.filter((candidate) => candidate.authorityId !== authorityId);
  }
}

const guardErrors: Partial<Record<Guard, FieldError>> = {
  'reason given': { pointer: '/reason', key: 'isNotEmpty', params: {}, detail: 'say why; the authority will read it' },
  'document opened': { pointer: '/documents', key: 'isOpened', params: {}, detail: 'open the signed document first' },
  'duplicates compared': { pointer: '/duplicatesCompared', key: 'isCompared', params: {}, detail: 'compare the similar authorities first' },
  'authority identified': {
    pointer: '/answers/authority/region',
    key: 'isIdentified',
    params: {},
    detail: 'ask which of the towns of this name it is',
  },
};

/** An endorsement stands on the signed Pact: the council's decision beside it does not stand in for it. What follows one may come without. */
async function documentOpened(manager: EntityManager, { id: submissionId, kind }: Submission): Promise<boolean> {
  const opened = await openedDocuments(manager, submissionId);
  const documents = await manager.findBy(Document, { submissionId });
  if (kind !== 'endorsement') return documents.length === 0 || opened.size > 0;
  return documents.some((document) => document.kind === 'signed_pact' && opened.has(document.id));
}

/** The ids of the submission's present documents that some colleague has opened, from the audit trail. */
export async function openedDocuments(manager: EntityManager, submissionId: string): Promise<Set<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT d.id FROM document d WHERE d.submission_id = $1 AND EXISTS (
       SELECT 1 FROM event e WHERE e.subject_id = $1 AND e.action = 'document.view' AND e.details->>'document' = d.id::text)`,
    [submissionId],
  );
  return new Set(rows.map((row) => row.id));
}
