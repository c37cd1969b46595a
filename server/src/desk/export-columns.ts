import type { AuthorityKind } from '../authorities/authority.entity.js';
import type { SignatoryState } from '../register/signatory.workflow.js';
import type { Cell } from '../sheets/xlsx-writer.js';

export interface ExportRow {
  publicId: string;
  state: SignatoryState;
  kind: AuthorityKind;
  countryCode: string;
  region: string;
  nameOfficial: string;
  nameEn: string;
  nameFr: string;
  website: string | null;
  population: number | null;
  latitude: number | null;
  longitude: number | null;
  signedOn: string | null;
  sourceUrl: string | null;
  publishedAt: Date | null;
  withdrawnAt: Date | null;
  changedAt: Date;
  demo: boolean;
  pledges: Record<'prevention' | 'protection' | 'prosecution' | 'participation' | 'done', number>;
}

interface Column {
  head: string;
  cell(row: ExportRow): Cell;
}

/** The columns of an export, named as an import knows them again. */
export const exportColumns: Column[] = [
  { head: 'public_id', cell: (row) => row.publicId },
  { head: 'state', cell: (row) => row.state },
  { head: 'name_en', cell: (row) => row.nameEn },
  { head: 'name_fr', cell: (row) => row.nameFr },
  { head: 'name_local', cell: (row) => row.nameOfficial },
  { head: 'country_iso2', cell: (row) => row.countryCode },
  { head: 'country', cell: (row) => countryNames.of(row.countryCode) ?? row.countryCode },
  { head: 'kind', cell: (row) => row.kind },
  { head: 'region', cell: (row) => row.region },
  { head: 'population', cell: (row) => row.population },
  { head: 'website', cell: (row) => row.website },
  { head: 'latitude', cell: (row) => row.latitude },
  { head: 'longitude', cell: (row) => row.longitude },
  { head: 'signed_on', cell: ({ signedOn }) => dayOrText(signedOn) },
  { head: 'source_url', cell: (row) => row.sourceUrl },
  { head: 'published_on', cell: (row) => row.publishedAt },
  { head: 'withdrawn_on', cell: (row) => row.withdrawnAt },
  { head: 'changed_on', cell: (row) => row.changedAt },
  { head: 'pledges_prevention', cell: ({ pledges }) => pledges.prevention },
  { head: 'pledges_protection', cell: ({ pledges }) => pledges.protection },
  { head: 'pledges_prosecution', cell: ({ pledges }) => pledges.prosecution },
  { head: 'pledges_participation', cell: ({ pledges }) => pledges.participation },
  { head: 'pledges_done', cell: ({ pledges }) => pledges.done },
  { head: 'demo', cell: (row) => row.demo },
];

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

/** A day is a date; what is known to the month or year only must not become the first of January. */
function dayOrText(signedOn: string | null): Cell {
  return signedOn?.length === 10 ? new Date(`${signedOn}T00:00:00Z`) : signedOn;
}

const pillars = ['prevention', 'protection', 'prosecution', 'participation'];

export function exportSql(where: string): string {
  const counts = pillars.map((pillar) => `'${pillar}', count(*) FILTER (WHERE p.pillar_code = '${pillar}')`).join(', ');
  return `SELECT s.public_id AS "publicId", s.state, a.kind, a.country_code AS "countryCode", a.region, a.name_official AS "nameOfficial",
    a.name_en AS "nameEn", a.name_fr AS "nameFr", a.website, a.population, a.latitude, a.longitude, s.signed_on AS "signedOn",
    s.source_url AS "sourceUrl", s.published_at AS "publishedAt", s.withdrawn_at AS "withdrawnAt", s.changed_at AS "changedAt", s.demo,
    (SELECT json_build_object(${counts}, 'done', count(*) FILTER (WHERE p.progress = 'done')) FROM pledge p WHERE p.signatory_id = s.id) AS pledges
    FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE ${where} ORDER BY a.name_en COLLATE "und-x-icu", a.id`;
}
