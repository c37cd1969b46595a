import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Staff } from '../access/staff.entity.js';
import { limits } from '../../platform/config/limits.js';
import { kindsFor } from './proposal-kinds.js';
import type { ProposalDto, RejectedProposalDto } from './proposals.dto.js';

type Row = Omit<ProposalDto, 'proposedAt' | 'mine'> & { proposedAt: Date; proposerId: string };
type RejectedRow = Omit<RejectedProposalDto, 'rejectedAt'> & { rejectedAt: Date };

/** Proposals with the name of what they would change; a condition follows. */
const named = (columns: string) => `
  SELECT p.id, p.kind, p.subject_kind AS "subjectKind", p.subject_id AS "subjectId",
    coalesce(a.name_en, r.title, i.file_name, d.file_name, l.subject,
      o.texts->0->>'title') AS "subjectName", ${columns}
  FROM proposal p JOIN staff s ON s.id = p.proposed_by LEFT JOIN staff by ON by.id = p.decided_by
    LEFT JOIN signatory g ON p.subject_kind = 'signatory' AND g.id = p.subject_id
    LEFT JOIN authority a ON a.id = g.authority_id
    LEFT JOIN practice r ON p.subject_kind = 'practice' AND r.id = p.subject_id
    LEFT JOIN register_import i ON p.subject_kind = 'import' AND i.id = p.subject_id
    LEFT JOIN mailing m ON p.subject_kind = 'mailing' AND m.id = p.subject_id
    LEFT JOIN mailing_text l ON l.mailing_id = m.id AND l.language = 'en'
    LEFT JOIN round o ON p.subject_kind = 'round' AND o.id = p.subject_id
    LEFT JOIN document d ON p.kind = 'file.publish' AND d.id::text = p.wanted->>'documentId'`;

/** Whether the target has changed since the proposer saw it. Nobody can confirm such a proposal. */
const isOvertaken = `coalesce(
  (p.wanted->>'seen')::int <> coalesce(g.version, r.version, i.version, m.version, o.version),
  false)`;

/** Proposals that wait for a second colleague, and those that were rejected. */
@Injectable()
export class OpenProposals {
  constructor(private readonly database: DataSource) {}

  /** Proposals that this colleague's roles can decide on, oldest first. */
  async of(staff: Staff): Promise<ProposalDto[]> {
    const rows = await this.database.query<Row[]>(
      `${named(
        'p.wanted, s.name AS "proposedBy", s.id AS "proposerId", p.proposed_at AS ' +
          `"proposedAt", ${isOvertaken} AS overtaken`,
      )}
       WHERE p.state = 'open' AND p.kind = ANY($1) ORDER BY p.proposed_at, p.id LIMIT 200`,
      [kindsFor(staff.roles)],
    );
    return rows.map(({ proposerId, proposedAt, ...row }) => ({
      ...row,
      proposedAt: proposedAt.toISOString(),
      mine: proposerId === staff.id,
    }));
  }

  /**
   * This colleague's own proposals that were rejected lately, with the reason, or that lapsed;
   * newest first.
   */
  async rejectedOf(staff: Staff): Promise<RejectedProposalDto[]> {
    const rows = await this.database.query<RejectedRow[]>(
      `${named(`p.reason, by.name AS "rejectedBy", p.decided_at AS "rejectedAt"`)}
       WHERE p.state = 'rejected' AND p.proposed_by = $1 AND p.decided_by IS DISTINCT FROM $1
         AND p.decided_at > now() - make_interval(days => ${limits.recentDays})
       ORDER BY p.decided_at DESC, p.id LIMIT 50`,
      [staff.id],
    );
    return rows.map((row) => ({ ...row, rejectedAt: row.rejectedAt.toISOString() }));
  }
}
