import { Injectable } from '@nestjs/common';
import { limits } from '../../platform/config/limits.js';
import { signatorySlug } from '../../register/signatories/signatory-path.js';
import { FilteredRegisterService } from './filtered-register.service.js';
import { clustersOf, locatedRows } from './map-clusters.js';
import type { MapDto, MapPointDto } from './public.dto.js';
import { FirstDay } from './first-day.service.js';
import { asOfDay } from './past-register.js';
import type { DatedFilter } from './register-filter.dto.js';
import { PublicDatabase } from './public-database.js';
import { OncePerVersion } from './once-per-version.js';
import { RegisterClock } from './register-clock.js';
import { uuidAt } from './register-columns.js';
import { isEverything, namesColumn } from './register-query.js';
import { SearchService } from './search.service.js';

/** The register as points, or as clusters if there are too many to distinguish. */
@Injectable()
export class RegisterMapService {
  private readonly whole: OncePerVersion<MapDto>;

  constructor(
    private readonly database: PublicDatabase,
    private readonly register: FilteredRegisterService,
    private readonly search: SearchService,
    private readonly firstDay: FirstDay,
    clock: RegisterClock,
  ) {
    this.whole = new OncePerVersion(clock, () => this.draw({}));
  }

  /**
   * The home page shows the unfiltered map, so that one is computed once per version.
   * @throws Problem 404 for a day that is not known.
   */
  async map(filter: DatedFilter): Promise<MapDto> {
    await this.firstDay.require(filter.asOf);
    const isToday = filter.asOf === undefined;
    return isToday && isEverything(filter) ? this.whole.get() : this.draw(filter);
  }

  private async draw(asked: DatedFilter): Promise<MapDto> {
    const filter = await this.search.understand(asked);
    const { columns, rows } = await this.register.filtered(filter);
    const located = locatedRows(columns, rows());
    if (located.length <= limits.mapPoints) {
      const points = await this.points(
        Array.from(located, (row) => uuidAt(columns, row)),
        asked,
      );
      return { total: points.length, clusters: [], points };
    }
    const clusters = clustersOf(columns, located, asked.box);
    return { total: located.length, clusters, points: [] };
  }

  /** Southern points are drawn over northern ones. */
  private async points(ids: string[], { asOf }: DatedFilter): Promise<MapPointDto[]> {
    if (ids.length === 0) return [];
    const rows = await this.database.query<Omit<MapPointDto, 'slug'> & { id: string }>(
      asOfDay(
        asOf,
        `SELECT s.public_id AS id, ${namesColumn}, s.kind, s.latitude, s.longitude
          FROM public_signatory s WHERE s.id = ANY ($1::uuid[])
          ORDER BY s.latitude DESC, s.public_id`,
        '$1::uuid[]',
      ),
      [ids],
    );
    return rows.map(({ id, ...point }) => ({ ...point, slug: signatorySlug(id, point.names.en) }));
  }
}
