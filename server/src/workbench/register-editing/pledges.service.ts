import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { ReportedPledgeDto, ReportedPledgesDto } from './pledges.dto.js';
import { SignatoriesService } from './signatories.service.js';

/** The pledges of a signatory with the reports on each, as staff see them. */
@Injectable()
export class ReportedPledges {
  constructor(
    private readonly database: DataSource,
    private readonly signatories: SignatoriesService,
  ) {}

  /** @throws Problem 404. */
  async of(id: string, staff: Staff): Promise<ReportedPledgesDto> {
    const signatory = await this.signatories.head(id, staff);
    const pledges = await this.database.query<ReportedPledgeDto[]>(
      `SELECT p.id, p.pillar_code AS pillar, p.action_code AS action, p.own_words AS "ownWords",
         p.progress,
         (SELECT json_build_object('seenOn', n.seen_on, 'reason', n.reason, 'by', staff.name)
          FROM public_pledge_seen told JOIN pledge_seen n ON n.pledge_id = told.pledge_id
            JOIN staff ON staff.id = n.staff_id WHERE told.pledge_id = p.id) AS seen,
         coalesce((SELECT json_agg(json_build_object('id', r.id, 'reportedOn', r.reported_on,
             'progress', r.progress, 'note', r.note, 'evidenceUrl', r.evidence_url,
             'language', r.language) ORDER BY r.reported_on DESC)
           FROM pledge_report r WHERE r.pledge_id = p.id AND r.reported_on <= p.reported_on),
           '[]') AS reports
       FROM pledge p WHERE p.signatory_id = $1 ORDER BY p.position, p.id`,
      [id],
    );
    return { signatory, pledges };
  }
}
