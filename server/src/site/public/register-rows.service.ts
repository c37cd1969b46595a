import { Injectable } from '@nestjs/common';
import { limits } from '../../platform/config/limits.js';
import { signatorySlug } from '../../register/signatories/signatory-path.js';
import { completeProfiles } from './joint-authorities.js';
import type { ProfileRow } from './profile.js';
import { PublicDatabase, type DatabaseState } from './public-database.js';
import type { RegisterFilter, SignatoryDto } from './public.dto.js';
import { filterSql, profilesSql, type UnderstoodFilter } from './register-query.js';
import { SearchService } from './search.service.js';

const beforeAll = '00000000-0000-0000-0000-000000000000';

/** One state of the register, and those of its signatories that a filter lets through. */
export interface RegisterState {
  version: number;
  changedAt: string;
  /** Every one of them, with all that is public, in an order that never changes. */
  signatories: AsyncGenerator<SignatoryDto>;
}

/** Where a signatory is found, for whoever lists addresses. */
export interface SignatoryLink {
  slug: string;
  changedAt: string;
}

/**
 * The whole register, row by row: the one query that every export, snapshot and sitemap is made
 * from. The public set is that of the list and the map (`public_signatory`), the filter is theirs
 * (`filterSql`).
 */
@Injectable()
export class RegisterRows {
  constructor(
    private readonly database: PublicDatabase,
    private readonly search: SearchService,
  ) {}

  /**
   * Writes something of the register in one state of it, in pieces; whoever stops reading the
   * pieces ends the query.
   */
  write<Piece>(
    filter: RegisterFilter,
    renderer: (state: RegisterState) => AsyncGenerator<Piece>,
  ): AsyncGenerator<Piece> {
    const { search } = this;
    return this.database.snapshot(async function* (state) {
      const [register] = await state.query<{ version: number; changedAt: string }>(
        `SELECT version::int, changed_at AS "changedAt" FROM public_register`,
      );
      yield* renderer({
        ...register!,
        signatories: signatories(state, await search.understand(filter)),
      });
    });
  }

  /** The addresses of a part of the register, by position in the same order. */
  async links(from: number, count: number): Promise<SignatoryLink[]> {
    const rows = await this.database.query<{ id: string; name: string; changedAt: string }>(
      `SELECT public_id AS id, name_en AS name, changed_at AS "changedAt" FROM public_signatory ORDER BY id OFFSET $1 LIMIT $2`,
      [from, count],
    );
    return rows.map(({ id, name, changedAt }) => ({ slug: signatorySlug(id, name), changedAt }));
  }

  /** When each part of so many signatories changed last. */
  async lastChanges(count: number): Promise<string[]> {
    const rows = await this.database.query<{ changedAt: string }>(
      `SELECT max(changed_at) AS "changedAt" FROM (SELECT changed_at, (row_number() OVER (ORDER BY id) - 1) / $1 AS part FROM public_signatory) s
       GROUP BY part ORDER BY part`,
      [count],
    );
    return rows.map(({ changedAt }) => changedAt);
  }
}

/**
 * Part by part, each beginning after the last of the one before; the next is under way while one is
 * written.
 */
async function* signatories(
  state: DatabaseState,
  filter: UnderstoodFilter,
): AsyncGenerator<SignatoryDto> {
  const { where, values } = filterSql(filter, 2);
  const sql = profilesSql(`WHERE s.id > $1 AND ${where} ORDER BY s.id LIMIT ${limits.exportBatch}`);
  const part = (after: string) => state.repeated<ProfileRow>(sql, [after, ...values]);
  for (let coming: Promise<ProfileRow[]> | undefined = part(beforeAll); coming;) {
    const rows: ProfileRow[] = await coming;
    coming = rows.length === limits.exportBatch ? part(rows.at(-1)!.key) : undefined;
    // Whoever stops reading does not wait for it, and nobody shall hear how it ends.
    coming?.catch(() => undefined);
    yield* await completeProfiles(state, rows);
  }
}
