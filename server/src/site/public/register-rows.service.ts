import { Injectable } from '@nestjs/common';
import { limits } from '../../platform/config/limits.js';
import { signatorySlug } from '../../register/signatories/signatory-path.js';
import { Problem } from '../../platform/http/problem.js';
import { asOfDay } from './past-register.js';
import { completeProfiles, withoutLinks } from './joint-authorities.js';
import type { ProfileRow } from './profile.js';
import { PublicDatabase, type DatabaseState } from './public-database.js';
import type { DatedFilter } from './register-filter.dto.js';
import type { SignatoryDto } from './public.dto.js';
import { filterSql, profilesSql, type UnderstoodFilter } from './register-query.js';
import { SearchService } from './search.service.js';

const reported = `AND EXISTS (SELECT 1 FROM public_pledge p
  WHERE p.signatory_id = s.id AND p.reported_on IS NOT NULL)`;
const beforeAll = '00000000-0000-0000-0000-000000000000';

/** One snapshot of the register and its signatories that match a filter. */
export interface RegisterState {
  version: number;
  changedAt: string;
  /** The day of the data, if it is not today. */
  asOf?: string | undefined;
  /** All matching signatories with their public data, in a fixed order. */
  signatories: AsyncGenerator<SignatoryDto>;
  /** The snapshot, for rows that are not signatories. */
  database: DatabaseState;
}

/** The output and its reader. */
export interface Writing {
  /** Whether it needs the reports on each pledge, which double the work. */
  reports: boolean;
  /** Only signatories that have reported. */
  onlyReported?: boolean;
  /**
   * Whether the reader has disconnected. A generator that yields nothing for a long time cannot be
   * stopped otherwise.
   */
  isGone?: () => boolean;
}

/** The address of a signatory, for sitemaps. */
export interface SignatoryLink {
  slug: string;
  changedAt: string;
}

/**
 * The whole register, row by row: the single query behind every export, snapshot and sitemap. It
 * uses the same public set (`public_signatory`) and filter (`filterSql`) as the list and the map.
 */
@Injectable()
export class RegisterRows {
  constructor(
    private readonly database: PublicDatabase,
    private readonly search: SearchService,
  ) {}

  /**
   * Generates output from one snapshot of the register in chunks; when the consumer stops reading,
   * the query ends.
   * @throws Problem 503 from the pieces when the reader has disconnected.
   */
  write<Piece>(
    filter: DatedFilter,
    renderer: (state: RegisterState) => AsyncGenerator<Piece>,
    { isGone = () => false, ...writing }: Writing,
  ): AsyncGenerator<Piece> {
    const { search } = this;
    return this.database.snapshot(async function* (snapshot) {
      const state = stoppedWhen(isGone, snapshot);
      const [register] = await state.query<{ version: number; changedAt: string }>(
        `SELECT version::int, changed_at AS "changedAt" FROM public_register`,
      );
      yield* renderer({
        ...register!,
        asOf: filter.asOf,
        signatories: signatories(state, await search.understand(filter), writing),
        database: state,
      });
    });
  }

  /** The addresses of one part of the register, by position in the same order. */
  async links(from: number, count: number): Promise<SignatoryLink[]> {
    const rows = await this.database.query<{ id: string; name: string; changedAt: string }>(
      `SELECT public_id AS id, name_en AS name, changed_at AS "changedAt" FROM public_signatory
        ORDER BY id OFFSET $1 LIMIT $2`,
      [from, count],
    );
    return rows.map(({ id, name, changedAt }) => ({ slug: signatorySlug(id, name), changedAt }));
  }

  /** The time of the last change in each part of `count` signatories. */
  async lastChanges(count: number): Promise<string[]> {
    const rows = await this.database.query<{ changedAt: string }>(
      `SELECT max(changed_at) AS "changedAt"
        FROM (SELECT changed_at, (row_number() OVER (ORDER BY id) - 1) / $1 AS part
        FROM public_signatory) s
       GROUP BY part ORDER BY part`,
      [count],
    );
    return rows.map(({ changedAt }) => changedAt);
  }
}

/** A snapshot that answers no queries once its reader has disconnected. */
function stoppedWhen(isGone: () => boolean, { query, repeated }: DatabaseState): DatabaseState {
  const unlessGone =
    (ask: DatabaseState['query']): DatabaseState['query'] =>
    async (sql, values) => {
      if (isGone()) throw new Problem(503, 'nobody-reads', 'The connection was closed.');
      return ask(sql, values);
    };
  return { query: unlessGone(query), repeated: unlessGone(repeated) };
}

/**
 * Reads in batches by keyset, each starting after the last row of the one before; the next batch is
 * fetched while the current one is written.
 */
async function* signatories(
  state: DatabaseState,
  filter: UnderstoodFilter,
  { reports, onlyReported = false }: Writing,
): AsyncGenerator<SignatoryDto> {
  const { where, values } = filterSql(filter, 2);
  const chosen = `WHERE s.id > $1 AND ${where} ${onlyReported ? reported : ''}
    ORDER BY s.id LIMIT ${limits.exportBatch}`;
  const { asOf } = filter;
  const sql = profilesSql(chosen, { reports });
  const part = (after: string) =>
    asOf
      ? partOfDay(state, asOf, { where, reports }, [after, ...values])
      : state.repeated<ProfileRow>(sql, [after, ...values]);
  for (let coming: Promise<ProfileRow[]> | undefined = part(beforeAll); coming;) {
    const rows: ProfileRow[] = await coming;
    coming = rows.length === limits.exportBatch ? part(rows.at(-1)!.key) : undefined;
    // If the consumer stops, nothing awaits this batch, so its error must not go unhandled.
    coming?.catch(() => undefined);
    yield* asOf ? rows.map(withoutLinks) : await completeProfiles(state, rows);
  }
}

/** First the ids, then the data: so the versions are found by id. */
async function partOfDay(
  state: DatabaseState,
  day: string,
  { where, reports }: { where: string; reports: boolean },
  values: unknown[],
): Promise<ProfileRow[]> {
  const found = await state.query<{ id: string }>(
    asOfDay(
      day,
      `SELECT s.id FROM public_signatory s WHERE s.id > $1 AND ${where}
       ORDER BY s.id LIMIT ${limits.exportBatch}`,
    ),
    values,
  );
  const sql = profilesSql('WHERE s.id = ANY ($1::uuid[])', { reports });
  return state.query<ProfileRow>(asOfDay(day, sql, '$1::uuid[]'), [found.map(({ id }) => id)]);
}
