import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { Problem } from '../../platform/http/problem.js';
import { hashToken } from '../../platform/text/tokens.js';
import type { Submission } from '../submissions/submission.entity.js';
import { SubmissionToken } from '../submissions/submission-token.entity.js';
import { SubmissionTokensService } from '../submissions/submission-tokens.service.js';
import { editableStates } from '../submissions/submission.workflow.js';
import { seenNow } from './case-people.js';
import { PeopleService } from './people.service.js';

/** An association on the register that can be asked, with public data only. */
export interface OfferedAssociation {
  publicId: string;
  name: string;
  countryCode: string;
}

/** A draft of a member that an association may prepare. */
export interface MemberDraft {
  person: string;
  authority: string;
  invitedAt: string;
}

/** Associations of towns support their members, at their request and only in their drafts. */
@Injectable()
export class AssociationsService {
  constructor(
    private readonly database: DataSource,
    private readonly tokens: SubmissionTokensService,
    private readonly people: PeopleService,
  ) {}

  /** The associations that an authority can ask, those of its country first. */
  offered({ id, demo, answers }: Submission): Promise<OfferedAssociation[]> {
    return this.database.query(
      `SELECT g.public_id AS "publicId", a.name_official AS name, a.country_code AS "countryCode"
       ${signatories} AND e.id <> $1 AND e.demo = $2
       ORDER BY a.country_code <> $3, a.name_official LIMIT ${limits.associationsOffered}`,
      [id, demo, answers.authority?.countryCode ?? ''],
    );
  }

  /** @throws Problem 422 for an association that cannot be asked; see `PeopleService.invite`. */
  async invite(by: Submission, publicId: string): Promise<string> {
    const [found] = await this.database.query<{ id: string; name: string }[]>(
      `SELECT e.id, a.name_official AS name ${signatories} AND g.public_id = $1 AND e.id <> $2
         AND e.demo = $3`,
      [publicId, by.id, by.demo],
    );
    if (!found)
      throw Problem.invalid([
        { pointer: '/association', key: 'isIn', params: {}, detail: 'choose one of the list' },
      ]);
    const { id: associationId, name } = found;
    await this.people.invite(by, { role: 'supporter', name, associationId });
    return name;
  }

  /** The drafts that members let this association prepare, the newest first. */
  async draftsOf({ id }: Submission): Promise<MemberDraft[]> {
    const rows = await this.database.query<(Omit<MemberDraft, 'invitedAt'> & { at: Date })[]>(
      `SELECT p.id AS person, s.answers -> 'authority' ->> 'nameOfficial' AS authority,
         p.invited_at AS at
       ${memberDrafts} ORDER BY p.invited_at DESC`,
      [id, editableStates],
    );
    return rows.map(({ at, ...draft }) => ({ ...draft, invitedAt: at.toISOString() }));
  }

  /**
   * Opens a member's draft in the browser where the association has its own case open, and keeps
   * that session for the way back. The first time accepts the invitation.
   * @throws Problem 404 for a draft that the member does not share (any more).
   */
  async open(association: Submission, personId: string, from: string): Promise<string> {
    return this.database.transaction(async (manager) => {
      const [shared] = await manager.query<{ person: string; homeId: string }[]>(
        `SELECT p.id AS person, s.id AS "homeId" ${memberDrafts} AND p.id::text = $3`,
        [association.id, editableStates, personId],
      );
      if (!shared) throw Problem.notFound();
      await manager.query(
        `UPDATE case_person SET accepted_at = now(), version = version + 1
         WHERE id = $1 AND accepted_at IS NULL`,
        [shared.person],
      );
      await seenNow(manager, shared.person);
      const own = await this.tokens.find(manager, from, 'applicant_session');
      const back: Record<string, string> = own ? { from: own.id } : {};
      const hours = limits.caseSessionHours;
      const { token } = await this.tokens.issue(
        ...([manager, shared.homeId, 'applicant_session', hours, back, shared.person] as const),
      );
      return token;
    });
  }

  /**
   * The association's own session from which a member's draft was opened; null if there is none.
   */
  async behind(token: string): Promise<string | null> {
    const { manager } = this.database;
    const row = await manager.findOneBy(SubmissionToken, {
      hash: hashToken(token),
      purpose: 'applicant_session',
    });
    const from = row?.data['from'];
    if (!from) return null;
    const own = this.tokens.secretOf(from, 'applicant_session');
    return (await this.tokens.home(own)) ? own : null;
  }
}

/** Associations that are on the register and have a contact with an address. */
const signatories = `FROM signatory g JOIN authority a ON a.id = g.authority_id
  JOIN submission e ON e.id = g.endorsement_id
  WHERE g.state = 'published' AND a.kind = 'association' AND e.contact_email IS NOT NULL`;

/** Accepted, or with a valid invitation; of an association on the register. */
const memberDrafts = `FROM case_person p JOIN submission s ON s.id = p.submission_id
  WHERE p.association_id = $1 AND p.removed_at IS NULL AND s.state = ANY($2)
    AND EXISTS (SELECT 1 FROM signatory g
      WHERE g.endorsement_id = p.association_id AND g.state = 'published')
    AND (p.accepted_at IS NOT NULL OR EXISTS (SELECT 1 FROM submission_token t
      WHERE t.person_id = p.id AND t.purpose = 'person_invitation' AND t.used_at IS NULL
        AND t.expires_at > now()))`;
