import {
  columnOfFact,
  factOf,
  laterFacts,
  type FactName,
  type Facts,
} from '../../../../contract/facts.js';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { pillarCodes } from '../../../../contract/pillars.js';
import type { AuthorityKind } from '../../../../contract/kinds.js';
import type { Cell, TableColumn } from '../../platform/spreadsheets/cell.js';
import { factColumns } from '../../reference/authorities/fact-columns.js';
import type { SignatoryState } from '../../register/signatories/signatory.workflow.js';

export interface ExportRow extends Facts {
  publicId: string;
  state: SignatoryState;
  kind: AuthorityKind;
  countryCode: string;
  region: string;
  nameOfficial: string;
  nameEn: string;
  nameFr: string;
  latitude: number | null;
  longitude: number | null;
  signedOn: string | null;
  sourceUrl: string | null;
  wikidataId: string | null;
  district: string;
  officialCode: string | null;
  placeId: number | null;
  publishedAt: Date | null;
  withdrawnAt: Date | null;
  changedAt: Date;
  demo: boolean;
  pledges: Record<'prevention' | 'protection' | 'prosecution' | 'participation' | 'done', number>;
}

export interface ExportColumn extends TableColumn {
  cell(row: ExportRow): Cell;
}

/** The columns of an export, named so that an import recognises them. */
export const exportColumns: ExportColumn[] = [
  { name: 'public_id', kind: 'text', cell: (row) => row.publicId },
  { name: 'state', kind: 'text', cell: (row) => row.state },
  { name: 'name_en', kind: 'text', cell: (row) => row.nameEn },
  { name: 'name_fr', kind: 'text', cell: (row) => row.nameFr },
  { name: 'name_local', kind: 'text', cell: (row) => row.nameOfficial },
  { name: 'country_iso2', kind: 'text', cell: (row) => row.countryCode },
  {
    name: 'country',
    kind: 'text',
    cell: (row) => countryNames.of(row.countryCode) ?? row.countryCode,
  },
  { name: 'kind', kind: 'text', cell: (row) => row.kind },
  { name: 'region', kind: 'text', cell: (row) => row.region },
  factColumn('population'),
  factColumn('website'),
  { name: 'latitude', kind: 'number', cell: (row) => row.latitude },
  { name: 'longitude', kind: 'number', cell: (row) => row.longitude },
  { name: 'signed_on', kind: 'day', cell: (row) => row.signedOn },
  { name: 'source_url', kind: 'text', cell: (row) => row.sourceUrl },
  { name: 'published_on', kind: 'day', cell: (row) => dayOf(row.publishedAt) },
  { name: 'withdrawn_on', kind: 'day', cell: (row) => dayOf(row.withdrawnAt) },
  { name: 'changed_on', kind: 'day', cell: (row) => dayOf(row.changedAt) },
  { name: 'pledges_prevention', kind: 'number', cell: ({ pledges }) => pledges.prevention },
  { name: 'pledges_protection', kind: 'number', cell: ({ pledges }) => pledges.protection },
  { name: 'pledges_prosecution', kind: 'number', cell: ({ pledges }) => pledges.prosecution },
  { name: 'pledges_participation', kind: 'number', cell: ({ pledges }) => pledges.participation },
  { name: 'pledges_done', kind: 'number', cell: ({ pledges }) => pledges.done },
  { name: 'demo', kind: 'boolean', cell: (row) => row.demo },
  { name: 'wikidata_id', kind: 'text', cell: (row) => row.wikidataId },
  { name: 'district', kind: 'text', cell: (row) => row.district },
  { name: 'official_code', kind: 'text', cell: (row) => row.officialCode },
  { name: 'geonames_id', kind: 'number', cell: (row) => row.placeId },
  ...laterFacts('population', 'website').map(factColumn),
];

function factColumn(name: FactName): ExportColumn {
  const kind = factOf(name).type === 'whole' ? 'number' : 'text';
  return { name: columnOfFact(name), kind, cell: (row) => row[name] };
}

const countryNames = new Intl.DisplayNames(['en'], { type: 'region' });

const dayOf = (moment: Date | null) => moment && dayInStrasbourg(moment);

export function exportSql(where: string): string {
  const counts = pillarCodes
    .map((pillar) => `'${pillar}', count(*) FILTER (WHERE p.pillar_code = '${pillar}')`)
    .join(', ');
  return `SELECT s.public_id AS "publicId", s.state, a.kind, a.country_code AS "countryCode",
    a.region, a.name_official AS "nameOfficial",
    a.name_en AS "nameEn", a.name_fr AS "nameFr", ${factColumns('a')}, a.latitude, a.longitude,
    s.signed_on AS "signedOn",
    s.source_url AS "sourceUrl", a.wikidata_id AS "wikidataId", a.district,
    a.official_code AS "officialCode", a.geonames_id AS "placeId", s.published_at AS "publishedAt",
    s.withdrawn_at AS "withdrawnAt", s.changed_at AS "changedAt", s.demo,
    (SELECT json_build_object(${counts}, 'done', count(*) FILTER (WHERE p.progress = 'done'))
      FROM pledge p WHERE p.signatory_id = s.id) AS pledges
    FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE ${where}
      ORDER BY a.name_en COLLATE "und-x-icu", a.id`;
}
