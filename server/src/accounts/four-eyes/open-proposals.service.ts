import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Staff } from '../access/staff.entity.js';
import { kindsFor } from './proposal-kinds.js';
import type { ProposalDto } from './proposals.dto.js';

type Row = Omit<ProposalDto, 'proposedAt' | 'mine'> & { proposedAt: Date; proposerId: string };

/** What waits for a second colleague. */
@Injectable()
export class OpenProposals {
  constructor(private readonly database: DataSource) {}

  /** Those on which this colleague's roles decide, the oldest first. */
  async of(staff: Staff): Promise<ProposalDto[]> {
    const rows = await this.database.query<Row[]>(
      `SELECT p.id, p.kind, p.subject_kind AS "subjectKind", p.subject_id AS "subjectId", p.wanted,
              coalesce(a.name_en, r.title, i.file_name, d.file_name) AS "subjectName",
              s.name AS "proposedBy", s.id AS "proposerId", p.proposed_at AS "proposedAt"
       FROM proposal p JOIN staff s ON s.id = p.proposed_by
         LEFT JOIN signatory g ON p.subject_kind = 'signatory' AND g.id = p.subject_id
         LEFT JOIN authority a ON a.id = g.authority_id
         LEFT JOIN practice r ON p.subject_kind = 'practice' AND r.id = p.subject_id
         LEFT JOIN register_import i ON p.subject_kind = 'import' AND i.id = p.subject_id
         LEFT JOIN document d ON p.kind = 'file.publish' AND d.id::text = p.wanted->>'documentId'
       WHERE p.state = 'open' AND p.kind = ANY($1) ORDER BY p.proposed_at, p.id LIMIT 200`,
      [kindsFor(staff.roles)],
    );
    return rows.map(({ proposerId, proposedAt, ...row }) => ({
      ...row,
      proposedAt: proposedAt.toISOString(),
      mine: proposerId === staff.id,
    }));
  }
}
