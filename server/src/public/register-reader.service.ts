import { Injectable } from '@nestjs/common';
import { identityKey } from '../common/text.js';
import { limits } from '../config/limits.js';
import { signatorySlug } from '../register/signatory-path.js';
import type {
  FiguresDto,
  MapClusterDto,
  MapDto,
  MapPointDto,
  NamesDto,
  PillarDto,
  RegisterFilter,
  SignatoryDto,
  SignatorySummaryDto,
  WithdrawnSignatoryDto,
} from './public.dto.js';
import { PublicDatabase } from './public-database.js';
import { OncePerVersion } from './once-per-version.js';
import { RegisterClock } from './register-clock.js';
import { filterSql, isEverything, summaryColumns } from './register-query.js';

/** A signatory that pledged an action. */
interface PledgeExample {
  action: string;
  slug: string;
  names: NamesDto;
}

/** A published file and where the storage keeps its cleaned copy. */
export interface StoredFile {
  storageId: string;
  title: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

/** The published files that meet a condition over the view `public_file f`, as JSON. */
const filesSql = (condition: string) =>
  `coalesce((SELECT json_agg(json_build_object('id', f.public_id, 'title', f.title, 'language', f.language, 'mediaType', f.media_type,
     'bytes', f.bytes, 'path', '/files/' || f.public_id) ORDER BY f.published_at, f.public_id) FROM public_file f WHERE ${condition}), '[]')`;

/** Degrees of a map cluster's cell: about 500 cells over Europe. */
const cell = { latitude: 1.5, longitude: 2 };

/** Everything else that the public reads: a signatory, the figures, the map, the Pact. */
@Injectable()
export class RegisterReader {
  private readonly currentFigures: OncePerVersion<FiguresDto>;
  private readonly currentMap: OncePerVersion<MapDto>;

  constructor(
    private readonly database: PublicDatabase,
    clock: RegisterClock,
  ) {
    this.currentFigures = new OncePerVersion(clock, () => this.count());
    this.currentMap = new OncePerVersion(clock, () => this.draw({}));
  }

  async signatory(id: string): Promise<SignatoryDto | null> {
    const [row] = await this.database.query<Omit<SignatoryDto, 'slug'>>(
      `SELECT ${summaryColumns}, s.website, s.population, s.latitude, s.longitude, s.source_url AS "sourceUrl", s.changed_at AS "changedAt",
         coalesce((SELECT to_json(j.names) FROM public_joint_signatory j WHERE j.signatory_id = s.id), '[]') AS "jointSignatories",
         ${filesSql('f.signatory_id = s.id AND f.pledge_id IS NULL AND f.practice_id IS NULL')} AS files,
         coalesce((SELECT json_agg(json_build_object(
             'pillar', p.pillar_code, 'action', p.action_code, 'ownWords', p.own_words, 'ownWordsLanguage', p.own_words_language,
             'targetYear', p.target_year, 'leadDepartment', p.lead_department, 'progress', p.progress,
             'progressNote', p.progress_note, 'evidenceUrl', p.evidence_url, 'reportedOn', p.reported_on, 'files', ${filesSql('f.pledge_id = p.id')}) ORDER BY p.position)
           FROM public_pledge p WHERE p.signatory_id = s.id), '[]') AS pledges,
         coalesce((SELECT json_agg(json_build_object(
             'pillar', g.pillar_code, 'title', g.title, 'whatWasDone', g.what_was_done, 'forWhom', g.for_whom, 'result', g.result,
             'language', g.language, 'alsoIn', g.also_in, 'whomToAsk', g.whom_to_ask,
             'files', ${filesSql('f.practice_id = g.id')},
             'publishedAt', to_char(g.published_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY g.published_at DESC, g.id)
           FROM public_practice g WHERE g.signatory_id = s.id), '[]') AS practices
       FROM public_signatory s WHERE s.public_id = $1`,
      [id],
    );
    return row ? { ...row, slug: signatorySlug(row.id, row.names.en) } : null;
  }

  /** Signatories of a country that bear one of these names, whatever the spelling, the script and words like "City of". */
  async namesakes(country: string, names: (string | undefined)[]): Promise<{ slug: string; names: NamesDto; signedOn: string | null }[]> {
    const keys = new Set(names.filter((name) => name !== undefined).map(identityKey));
    const words = [...keys].map((key) => key.split(' ').map((word) => `% ${word} %`));
    const rows = await this.database.query<{ id: string; names: NamesDto; signedOn: string | null }>(
      `SELECT s.public_id AS id, s.signed_on AS "signedOn",
              json_build_object('official', s.name_official, 'officialLanguage', s.name_official_language, 'en', s.name_en, 'fr', s.name_fr) AS names
       FROM public_signatory s WHERE s.country_code = $1 AND (${words.map((_, index) => `s.search_text LIKE ALL ($${index + 2})`).join(' OR ')}) LIMIT 50`,
      [country, ...words],
    );
    return rows
      .filter((row) => [row.names.official, row.names.en, row.names.fr].some((name) => keys.has(identityKey(name))))
      .slice(0, 3)
      .map(({ id, ...row }) => ({ ...row, slug: signatorySlug(id, row.names.en) }));
  }

  async withdrawn(id: string): Promise<WithdrawnSignatoryDto | null> {
    const [row] = await this.database.query<WithdrawnSignatoryDto>(
      `SELECT public_id AS id, json_build_object('official', name_official, 'officialLanguage', name_official_language, 'en', name_en, 'fr', name_fr) AS names,
              published_at AS "publishedAt", withdrawn_at AS "withdrawnAt"
       FROM public_withdrawn_signatory WHERE public_id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** What is needed to hand out a published file. */
  async file(id: string): Promise<StoredFile | null> {
    const [file] = await this.database.query<StoredFile>(
      `SELECT storage_id AS "storageId", title, media_type AS "mediaType", bytes, encode(sha256, 'hex') AS sha256 FROM public_file WHERE public_id = $1`,
      [id],
    );
    return file ?? null;
  }

  async newest(count: number): Promise<SignatorySummaryDto[]> {
    const rows = await this.database.query<Omit<SignatorySummaryDto, 'slug'>>(
      `SELECT ${summaryColumns} FROM public_signatory s ORDER BY s.published_at DESC, s.id DESC LIMIT $1`,
      [count],
    );
    return rows.map((row) => ({ ...row, slug: signatorySlug(row.id, row.names.en) }));
  }

  /** The register in figures. Every list shows some of them, so they are counted once per version: it takes 200 ms for 200,000. */
  figures(): Promise<FiguresDto> {
    return this.currentFigures.get();
  }

  /** All figures from one statement, so that they agree with each other. */
  private async count(): Promise<FiguresDto> {
    const [row] = await this.database.query<FiguresDto>(
      `WITH by_country AS (
         SELECT country_code AS code, count(*)::int AS signatories, count(*) FILTER (WHERE kind IN ('municipality', 'region'))::int AS places, bool_or(demo) AS demo
         FROM public_signatory GROUP BY country_code)
       SELECT r.version::int, r.changed_at AS "changedAt",
              (SELECT count(*)::int FROM public_pledge) AS pledges,
              coalesce(sum(b.signatories), 0)::int AS signatories, coalesce(sum(b.places), 0)::int AS "citiesAndRegions",
              coalesce(sum(b.signatories - b.places), 0)::int AS "associationsAndOthers",
              count(*) FILTER (WHERE b.places > 0)::int AS countries, coalesce(bool_or(b.demo), false) AS demo,
              coalesce(json_agg(json_build_object('code', b.code, 'member', c.member, 'signatories', b.signatories) ORDER BY b.signatories DESC, b.code)
                FILTER (WHERE b.code IS NOT NULL), '[]') AS "byCountry"
       FROM public_register r LEFT JOIN by_country b ON true LEFT JOIN public_country c ON c.code = b.code
       GROUP BY r.version, r.changed_at`,
    );
    return row!;
  }

  /** The map of everything is on the home page, so it too is drawn once per version. */
  map(filter: RegisterFilter): Promise<MapDto> {
    return isEverything(filter) ? this.currentMap.get() : this.draw(filter);
  }

  private async draw(filter: RegisterFilter): Promise<MapDto> {
    const { where, values } = filterSql(filter);
    const located = `FROM public_signatory s WHERE s.latitude IS NOT NULL AND ${where}`;
    const points = await this.database.query<Omit<MapPointDto, 'slug'> & { id: string }>(
      `SELECT s.public_id AS id, json_build_object('official', s.name_official, 'officialLanguage', s.name_official_language, 'en', s.name_en, 'fr', s.name_fr) AS names,
              s.kind, s.latitude, s.longitude ${located} LIMIT ${limits.mapPoints + 1}`,
      values,
    );
    if (points.length <= limits.mapPoints) {
      // Sorted here: an ORDER BY would sort all 200,000 before telling that they are too many. South lies over north.
      points.sort((a, b) => b.latitude - a.latitude || (a.id < b.id ? -1 : 1));
      return {
        total: points.length,
        clusters: [],
        points: points.map(({ id, ...point }) => ({ ...point, slug: signatorySlug(id, point.names.en) })),
      };
    }
    const clusters = await this.clusters(located, values);
    return { total: clusters.reduce((sum, { count }) => sum + count, 0), clusters, points: [] };
  }

  private async clusters(located: string, values: unknown[]): Promise<MapClusterDto[]> {
    return this.database.query<MapClusterDto>(
      `SELECT count, latitude, longitude, concat_ws(',', x * ${cell.longitude}, y * ${cell.latitude}, (x + 1) * ${cell.longitude}, (y + 1) * ${cell.latitude}) AS box
       FROM (SELECT count(*)::int AS count, round(avg(s.latitude)::numeric, 2)::float AS latitude, round(avg(s.longitude)::numeric, 2)::float AS longitude,
                    floor(s.longitude / ${cell.longitude})::int AS x, floor(s.latitude / ${cell.latitude})::int AS y
             ${located} GROUP BY x, y) cells ORDER BY count DESC, x, y`,
      values,
    );
  }

  async pillars(): Promise<PillarDto[]> {
    return this.database.query<PillarDto>(
      `SELECT p.code, p.name, p.aim, json_agg(json_build_object('code', a.code, 'wording', a.wording, 'explanation', a.explanation, 'source', a.source) ORDER BY a.position) AS actions
       FROM public_pillar p JOIN public_action a ON a.pillar_code = p.code GROUP BY p.code, p.name, p.aim, p.position ORDER BY p.position`,
    );
  }

  /** Of each action of a pillar, the three signatories that pledged it last. */
  async examples(pillar: string): Promise<PledgeExample[]> {
    const rows = await this.database.query<Omit<PledgeExample, 'slug'> & { id: string }>(
      `SELECT a.code AS action, e.id, e.names
       FROM public_action a CROSS JOIN LATERAL (
         SELECT s.public_id AS id, json_build_object('official', s.name_official, 'officialLanguage', s.name_official_language, 'en', s.name_en, 'fr', s.name_fr) AS names
         FROM public_signatory s WHERE EXISTS (SELECT 1 FROM public_pledge p WHERE p.signatory_id = s.id AND p.action_code = a.code)
         ORDER BY s.published_at DESC, s.id DESC LIMIT 3) e
       WHERE a.pillar_code = $1`,
      [pillar],
    );
    return rows.map(({ action, id, names }) => ({ action, names, slug: signatorySlug(id, names.en) }));
  }

  /** Every country, members first among equals; names come from CLDR. */
  async countries(): Promise<{ code: string; member: boolean }[]> {
    return this.database.query(`SELECT code, member FROM public_country ORDER BY code`);
  }

  async holdsDemo(): Promise<boolean> {
    const [row] = await this.database.query<{ demo: boolean }>('SELECT EXISTS (SELECT 1 FROM public_signatory WHERE demo) AS demo');
    return row!.demo;
  }
}
