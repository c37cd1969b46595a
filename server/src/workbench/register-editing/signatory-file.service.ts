import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { limits } from '../../platform/config/limits.js';
import { returnedSince } from '../../platform/mail/returned-since.js';
import { ContactInvitations } from '../../register/contacts/contact-invitations.service.js';
import { SignatoriesService } from './signatories.service.js';
import type { SignatoryFileDto } from './signatory-file.dto.js';

/** Rows of each list of a file. */
const most = limits.timelineRows;

/** `h` is the endorsement by which the signatory joined; `s` also its follow-ups. */
const list = (columns: string, from: string, order: string) =>
  `(SELECT coalesce(json_agg(r), '[]') FROM (SELECT ${columns} FROM ${from}
    ORDER BY ${order} LIMIT ${most}) r)`;
const cases =
  'submission s WHERE (s.id = h.id OR s.parent_id = h.id) AND s.confirmed_at IS NOT NULL';

/** A signatory as a file: who to turn to, and what has been sent and reported. */
@Injectable()
export class SignatoryFileService {
  constructor(
    private readonly database: DataSource,
    private readonly signatories: SignatoriesService,
    private readonly invitations: ContactInvitations,
  ) {}

  /** @throws Problem 404. */
  async of(id: string, staff: Staff): Promise<SignatoryFileDto> {
    const signatory = await this.signatories.head(id, staff);
    const [row] = await this.database.query<Omit<SignatoryFileDto, 'signatory' | 'invitation'>[]>(
      `SELECT CASE WHEN h.answers ? 'contact' THEN json_build_object(
           'name', h.answers->'contact'->>'name', 'office', h.answers->'contact'->>'office',
           'email', h.contact_email, 'phone', h.answers->'contact'->>'phone',
           'returnedSince', ${returnedSince('h.contact_email')}) END AS contact,
         CASE WHEN h.answers ? 'signer' THEN json_build_object(
           'name', h.answers->'signer'->>'name',
           'office', h.answers->'signer'->>'office') END AS signer,
         ${list(
           'p.name, p.email, p.role, p.accepted_at IS NOT NULL AS accepted',
           'case_person p WHERE p.submission_id = h.id AND p.removed_at IS NULL',
           'p.invited_at, p.id',
         )} AS people,
         ${list(
           's.id, s.reference, s.kind, s.state, coalesce(s.submitted_at, s.created_at) AS at',
           cases,
           's.created_at DESC, s.id',
         )} AS cases,
         ${list(
           `d.id, d.file_name AS "fileName", s.id AS "caseId", s.reference, EXISTS (
             SELECT 1 FROM published_file f WHERE f.document_id = d.id) AS published`,
           `document d JOIN ${cases.replace(' WHERE', ' ON s.id = d.submission_id WHERE')}`,
           'd.uploaded_at DESC, d.id',
         )} AS documents,
         ${list(
           'r.id, r.kind, r.state, r.created_at AS at',
           'error_report r WHERE r.signatory_id = g.id',
           'r.created_at DESC, r.id',
         )} AS "errorReports"
       FROM signatory g LEFT JOIN submission h ON h.id = g.endorsement_id WHERE g.id = $1`,
      [id],
    );
    return { signatory, ...row!, invitation: await this.invitations.of(id, staff) };
  }
}
