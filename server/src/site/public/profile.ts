import { completeFacts } from '../../../../contract/facts.js';
import { signatorySlug } from '../../register/signatories/signatory-path.js';
import type { JointAuthorityDto, SignatoryDto } from './public.dto.js';

/**
 * A row of `profilesSql`. Derived values are left out, because computing them here is faster than
 * in the database.
 */
export interface ProfileRow extends Omit<
  SignatoryDto,
  'slug' | 'pledgeCounts' | 'jointAuthorities' | 'proof'
> {
  key: string;
}

/**
 * Assigns field by field: an export does this 200,000 times, and profiling showed that rest and
 * spread of a whole row took noticeable time.
 */
export function toSignatory(row: ProfileRow, jointAuthorities: JointAuthorityDto[]): SignatoryDto {
  return {
    id: row.id,
    slug: signatorySlug(row.id, row.names.en),
    state: row.state,
    kind: row.kind,
    countryCode: row.countryCode,
    region: row.region,
    names: row.names,
    signedOn: row.signedOn,
    publishedAt: row.publishedAt,
    pledgeCounts: countsOf(row),
    demo: row.demo,
    noReportSince: row.noReportSince,
    reportedOn: row.reportedOn,
    ...completeFacts(row),
    latitude: row.latitude,
    longitude: row.longitude,
    sourceUrl: row.sourceUrl,
    sourceNote: row.sourceNote,
    geonamesId: row.geonamesId,
    wikidataId: row.wikidataId,
    municipalityCode: row.municipalityCode,
    nuts: row.nuts,
    nutsEdition: row.nutsEdition,
    changedAt: row.changedAt,
    proof: `/log/proofs/${row.id}.tlog-proof`,
    pledges: row.pledges,
    practices: row.practices,
    jointSignatories: row.jointSignatories,
    jointAuthorities,
    files: row.files,
  };
}

function countsOf({ pledges }: ProfileRow): SignatoryDto['pledgeCounts'] {
  const counts = { prevention: 0, protection: 0, prosecution: 0, participation: 0 };
  for (const { pillar } of pledges) counts[pillar] += 1;
  return counts;
}
