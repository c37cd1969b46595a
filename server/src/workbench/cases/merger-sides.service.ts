import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { possibleActions } from '../../platform/workflow/workflow.js';
import {
  isOnRegister,
  signatoryTransitions,
} from '../../register/signatories/signatory.workflow.js';
import { factColumns } from '../../reference/authorities/fact-columns.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { MergerSideDto, MergerSidesDto } from '../decisions/merger.dto.js';

/** The two signatories side by side, as a publisher compares them before merging. */
@Injectable()
export class MergerSides {
  constructor(private readonly database: DataSource) {}

  /**
   * @param address the public id of the signatory that remains, alone or as part of its public URL.
   * @throws Problem 404 when either is not found, 422 when both are the same signatory.
   */
  async of(signatoryId: string, address: string, staff: Staff): Promise<MergerSidesDto> {
    const publicId = address.slice(address.lastIndexOf('/') + 1).slice(0, 8);
    const [from, into] = [
      await this.side('s.id::text', signatoryId, staff),
      await this.side('s.public_id', publicId, staff),
    ];
    if (from.id === into.id)
      throw Problem.invalid([
        { pointer: '/into', key: 'isOther', params: {}, detail: 'must be another signatory' },
      ]);
    return { from, into };
  }

  private async side(
    column: 's.id::text' | 's.public_id',
    value: string,
    { roles }: Staff,
  ): Promise<MergerSideDto> {
    const [side] = await this.database.query<Omit<MergerSideDto, 'mayGo' | 'mayStay'>[]>(
      `SELECT s.id, s.public_id AS "publicId", s.version, s.state,
        a.name_official AS "nameOfficial", a.name_en AS "nameEn",
              a.name_fr AS "nameFr", a.kind, a.country_code AS "countryCode", a.region,
              ${factColumns('a')}, s.signed_on AS "signedOn", s.demo,
              (SELECT c.id FROM submission c WHERE c.id = s.endorsement_id
                AND c.confirmed_at IS NOT NULL) AS "caseId",
              (SELECT count(*)::int FROM practice WHERE signatory_id = s.id) AS practices,
              (SELECT count(*)::int FROM published_file WHERE signatory_id = s.id) AS files,
              coalesce((SELECT json_agg(json_build_object('id', p.id, 'pillar', p.pillar_code,
                'action', p.action_code,
                'ownWords', p.own_words, 'targetYear', p.target_year) ORDER BY p.position)
                  FROM pledge p WHERE p.signatory_id = s.id), '[]') AS pledges
       FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE ${column} = $1`,
      [value],
    );
    if (!side) throw Problem.notFound();
    return {
      ...side,
      mayGo: possibleActions(signatoryTransitions, side.state, roles).includes('merge'),
      mayStay: isOnRegister(side.state),
    };
  }
}
