import { Injectable } from '@nestjs/common';
import { limits } from '../../platform/config/limits.js';
import { signatorySlug } from '../../register/signatories/signatory-path.js';
import { OncePerVersion } from './once-per-version.js';
import type { MapClusterDto, MapDto, MapPointDto } from './public.dto.js';
import type { RegisterFilter } from './register-filter.dto.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';
import { filterSql, isEverything, namesColumn } from './register-query.js';
import { SearchService } from './search.service.js';

interface Cell {
  longitude: number;
  latitude: number;
}
/** Cell size for clusters on the map of all Europe, in degrees: about 500 cells. */
const wholeCell: Cell = { longitude: 2, latitude: 1.5 };
/** Cells in each direction when only part of the map is shown. */
const cellsAcross = 24;
/**
 * The smallest cell size in degrees, about a neighbourhood; signatories closer together are told
 * apart in the list.
 */
const leastCell = 0.02;

/** The register as points, or as clusters if there are too many to tell apart. */
@Injectable()
export class RegisterMapService {
  private readonly whole: OncePerVersion<MapDto>;

  constructor(
    private readonly database: PublicDatabase,
    private readonly search: SearchService,
    clock: RegisterClock,
  ) {
    this.whole = new OncePerVersion(clock, () => this.draw({}));
  }

  /** The home page shows the unfiltered map, so that one is computed once per version. */
  map(filter: RegisterFilter): Promise<MapDto> {
    return isEverything(filter) ? this.whole.get() : this.draw(filter);
  }

  private async draw(asked: RegisterFilter): Promise<MapDto> {
    const { where, values } = filterSql(await this.search.understand(asked));
    const located = `FROM public_signatory s WHERE s.latitude IS NOT NULL AND ${where}`;
    const points = await this.database.query<Omit<MapPointDto, 'slug'> & { id: string }>(
      `SELECT s.public_id AS id, ${namesColumn}, s.kind, s.latitude, s.longitude ${located}
        LIMIT ${limits.mapPoints + 1}`,
      values,
    );
    if (points.length <= limits.mapPoints) {
      // Sorted here, because ORDER BY would sort all 200,000 before finding that they are too many.
      // Southern points are drawn over northern ones.
      points.sort((a, b) => b.latitude - a.latitude || (a.id < b.id ? -1 : 1));
      return {
        total: points.length,
        clusters: [],
        points: points.map(({ id, ...point }) => ({
          ...point,
          slug: signatorySlug(id, point.names.en),
        })),
      };
    }
    const clusters = await this.clusters(located, values, cellOf(asked.box));
    return { total: clusters.reduce((sum, { count }) => sum + count, 0), clusters, points: [] };
  }

  private async clusters(located: string, values: unknown[], cell: Cell): Promise<MapClusterDto[]> {
    const { longitude, latitude } = cell;
    return this.database.query<MapClusterDto>(
      `SELECT count, latitude, longitude,
        concat_ws(',', round((x * ${longitude})::numeric, 4)::float,
        round((y * ${latitude})::numeric, 4)::float,
         round(((x + 1) * ${longitude})::numeric, 4)::float,
         round(((y + 1) * ${latitude})::numeric, 4)::float) AS box
       FROM (SELECT count(*)::int AS count, round(avg(s.latitude)::numeric, 3)::float AS latitude,
         round(avg(s.longitude)::numeric, 3)::float AS longitude,
                    floor(s.longitude / ${longitude})::int AS x,
                    floor(s.latitude / ${latitude})::int AS y
             ${located} GROUP BY x, y) cells ORDER BY count DESC, x, y`,
      values,
    );
  }
}

/** The smaller the visible part of the map, the finer its cells. */
function cellOf(box: string | undefined): Cell {
  if (!box) return wholeCell;
  const [west, south, east, north] = box.split(',').map(Number) as [number, number, number, number];
  const side = (span: number, whole: number) =>
    Math.max(leastCell, Math.min(whole, Math.abs(span) / cellsAcross));
  return {
    longitude: side(east - west, wholeCell.longitude),
    latitude: side(north - south, wholeCell.latitude),
  };
}
