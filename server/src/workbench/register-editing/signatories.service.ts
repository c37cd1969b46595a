import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { decodeCursor, momentKey, pageOf, type Keyed } from '../../platform/http/cursor.js';
import { Problem } from '../../platform/http/problem.js';
import { possibleActions } from '../../platform/workflow/workflow.js';
import { signatoryTransitions } from '../../register/signatories/signatory.workflow.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { mayEdit } from './may-edit.js';
import { filterSql, type FilterSql } from './signatories-query.js';
import type {
  SignatoriesQuery,
  SignatoryHeadDto,
  SignatoryRowDto,
  SignatoryRowsDto,
} from './signatories.dto.js';

type Row = SignatoryRowDto & Keyed;

const columns = `s.id, s.public_id AS "publicId", s.state, a.kind,
  a.country_code AS "countryCode", a.region,
  json_build_object('official', a.name_official, 'officialLanguage', a.name_official_language,
    'en', a.name_en, 'fr', a.name_fr) AS names,
  s.signed_on AS "signedOn", s.changed_at AS "changedAt", s.demo`;

/** Each sort order with its indexed pair of columns, its key type and its direction. */
const orders = {
  name: {
    key: `a.name_en COLLATE "und-x-icu"`,
    id: 'a.id',
    type: 'text COLLATE "und-x-icu"',
    direction: 'ASC',
    after: '>',
  },
  changed: { key: 's.changed_at', id: 's.id', type: 'timestamptz', direction: 'DESC', after: '<' },
} as const;

/**
 * The staff list of all signatories in any state. It uses keyset pagination, so that page 1,000 is
 * as fast as page 1.
 */
@Injectable()
export class SignatoriesService {
  constructor(private readonly database: DataSource) {}

  async list(query: SignatoriesQuery): Promise<SignatoryRowsDto> {
    const filter = filterSql(query);
    const [rows, total, countries] = await Promise.all([
      this.page(query, filter),
      this.count(filter),
      this.countries(),
    ]);
    return { ...pageOf<SignatoryRowDto>(rows, limits.staffPageSize), total, countries };
  }

  /** @throws Problem 404. */
  async head(id: string, staff: Staff): Promise<SignatoryHeadDto> {
    const [row] = await this.database.query<Omit<SignatoryHeadDto, 'actions' | 'mayEdit'>[]>(
      `SELECT ${columns}, s.version, s.endorsement_id AS "submissionId", e.reference
       FROM signatory s JOIN authority a ON a.id = s.authority_id
         LEFT JOIN submission e ON e.id = s.endorsement_id WHERE s.id = $1`,
      [id],
    );
    if (!row) throw Problem.notFound();
    return {
      ...row,
      actions: possibleActions(signatoryTransitions, row.state, staff.roles),
      mayEdit: mayEdit(staff),
    };
  }

  async count({ where, values, aboutAuthority }: FilterSql): Promise<number> {
    const from = aboutAuthority
      ? 'signatory s JOIN authority a ON a.id = s.authority_id'
      : 'signatory s';
    const [row] = await this.database.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM ${from} WHERE ${where}`,
      values,
    );
    return row!.total;
  }

  private page(
    { sort, after }: SignatoriesQuery,
    { where, values: given, searches }: FilterSql,
  ): Promise<Row[]> {
    const order = orders[sort];
    const values = [...given];
    const from = `signatory s JOIN authority a ON a.id = s.authority_id WHERE ${where}`;
    const position = after
      ? `AND (${order.key}, ${order.id}) ${order.after} (${cursorSql(after, sort, values)})`
      : '';
    const key = sort === 'name' ? order.key : momentKey('s.changed_at');
    // Finds a rare word by the search index instead of scanning the whole list in its order.
    const found = searches
      ? `(SELECT s.id FROM ${from} OFFSET 0) f JOIN signatory s ON s.id = f.id
        JOIN authority a ON a.id = s.authority_id WHERE true`
      : from;
    return this.database.query<Row[]>(
      `SELECT ${columns}, ${key} AS key, ${order.id} AS "keyId" FROM ${found} ${position}
       ORDER BY ${order.key} ${order.direction}, ${order.id} ${order.direction}
         LIMIT ${limits.staffPageSize + 1}`,
      values,
    );
  }

  private async countries(): Promise<string[]> {
    const rows = await this.database.query<{ code: string }[]>(
      `SELECT code FROM country c
        WHERE EXISTS (SELECT 1 FROM authority a WHERE a.country_code = c.code) ORDER BY code`,
    );
    return rows.map(({ code }) => code);
  }
}

function cursorSql(after: string, sort: SignatoriesQuery['sort'], values: unknown[]): string {
  const [key, id] = decodeCursor(after, sort === 'changed');
  return `$${values.push(key)}::${orders[sort].type}, $${values.push(id)}::uuid`;
}
