import { Injectable } from '@nestjs/common';
import { limits } from '../../platform/config/limits.js';
import { signatorySlug } from '../../register/signatories/signatory-path.js';
import type {
  FiguresDto,
  NamesDto,
  SignatoryDto,
  SignatorySummaryDto,
  WithdrawnSignatoryDto,
} from './public.dto.js';
import type { RegisterFilter } from './register-filter.dto.js';
import type { SignatoryProfileDto } from './history.dto.js';
import { historyOf, type HistoryRow } from './history.js';
import { FirstDay } from './first-day.service.js';
import { asOfDay } from './past-register.js';
import { completeProfiles, withoutLinks } from './joint-authorities.js';
import type { ProfileRow } from './profile.js';
import { PublicDatabase } from './public-database.js';
import { countriesOf, type CountedCountry } from './columns-figures.js';
import { FilteredRegisterService } from './filtered-register.service.js';
import { OncePerVersion } from './once-per-version.js';
import { RegisterClock } from './register-clock.js';
import { filterSql, profilesSql, summaryColumns } from './register-query.js';
import { SearchService } from './search.service.js';

/** A signatory that pledged an action. */
interface PledgeExample {
  action: string;
  slug: string;
  names: NamesDto;
}

/** A published file and the storage id of its cleaned copy. */
export interface StoredFile {
  storageId: string;
  title: string;
  mediaType: string;
  bytes: number;
  sha256: string;
}

export interface SiteFacts {
  /** Whether the register holds demonstration data. */
  demo: boolean;
  /** The public contact address, if an administrator has set one. */
  contactAddress: string | null;
  /** The emblem that an administrator has uploaded. */
  emblem: { path: string; width: number; height: number } | null;
}

/** Public read access to single signatories and the register. */
@Injectable()
export class RegisterReader {
  private readonly currentFigures: OncePerVersion<FiguresDto>;

  constructor(
    private readonly database: PublicDatabase,
    private readonly search: SearchService,
    private readonly firstDay: FirstDay,
    private readonly register: FilteredRegisterService,
    clock: RegisterClock,
  ) {
    this.currentFigures = new OncePerVersion(clock, () => this.count());
  }

  async signatory(id: string): Promise<SignatoryDto | null> {
    const rows = await this.database.repeated<ProfileRow>(profilesSql('WHERE s.public_id = $1'), [
      id,
    ]);
    return (await completeProfiles(this.database, rows))[0] ?? null;
  }

  /**
   * As it was at the end of a day. Joint signatories get no links, because they may have joined
   * later.
   */
  private async signatoryOn(day: string, id: string): Promise<SignatoryDto | null> {
    const found = await this.database.query<{ id: string }>(
      `SELECT id FROM public_signatory WHERE public_id = $1`,
      [id],
    );
    const sql = asOfDay(day, profilesSql('WHERE s.id = ANY ($1::uuid[])'), '$1::uuid[]');
    const [row] = await this.database.query<ProfileRow>(sql, [found.map((one) => one.id)]);
    return row ? withoutLinks(row) : null;
  }

  /** The same with its history: one more query, by an index. */
  async profile(id: string, day?: string): Promise<SignatoryProfileDto | null> {
    await this.firstDay.require(day);
    const [signatory, rows] = await Promise.all([
      day ? this.signatoryOn(day, id) : this.signatory(id),
      this.database.query<HistoryRow>(
        asOfDay(
          day,
          `SELECT h.at, h.kind, h.reason_code AS reason
         FROM public_signatory_history h
         WHERE h.signatory_id = (SELECT s.id FROM public_signatory s WHERE s.public_id = $1)
         ORDER BY h.at DESC LIMIT ${limits.historyLines}`,
        ),
        [id],
      ),
    ]);
    return signatory && { ...signatory, history: historyOf(signatory, rows) };
  }

  /** Those of these signatories that are public. */
  async signatories(ids: readonly string[]): Promise<SignatoryDto[]> {
    const rows = await this.database.query<ProfileRow>(
      profilesSql('WHERE s.public_id = ANY ($1::text[])', { reports: false }),
      [ids],
    );
    return completeProfiles(this.database, rows);
  }

  /** The signatory that the given one was merged into. */
  async merged(id: string): Promise<{ id: string; nameEn: string } | null> {
    const [row] = await this.database.query<{ id: string; nameEn: string }>(
      `SELECT into_public_id AS id, into_name_en AS "nameEn" FROM public_merged_signatory
        WHERE public_id = $1`,
      [id],
    );
    return row ?? null;
  }

  async withdrawn(id: string): Promise<WithdrawnSignatoryDto | null> {
    const [row] = await this.database.query<WithdrawnSignatoryDto>(
      `SELECT public_id AS id, json_build_object('official', name_official, 'officialLanguage',
        name_official_language, 'en', name_en, 'fr', name_fr) AS names,
              signed_on AS "signedOn", published_at AS "publishedAt", withdrawn_at AS "withdrawnAt"
       FROM public_withdrawn_signatory WHERE public_id = $1`,
      [id],
    );
    return row ?? null;
  }

  /** The data needed to serve a published file. */
  async file(id: string): Promise<StoredFile | null> {
    const [file] = await this.database.query<StoredFile>(
      `SELECT storage_id AS "storageId", title, media_type AS "mediaType", bytes,
        encode(sha256, 'hex') AS sha256 FROM public_file WHERE public_id = $1`,
      [id],
    );
    return file ?? null;
  }

  async newest(count: number, filter: RegisterFilter = {}): Promise<SignatorySummaryDto[]> {
    const { where, values } = filterSql(await this.search.understand(filter));
    const rows = await this.database.query<Omit<SignatorySummaryDto, 'slug'>>(
      `SELECT ${summaryColumns} FROM public_signatory s WHERE ${where} ORDER BY s.published_at DESC,
        s.id DESC LIMIT $${values.push(count)}`,
      values,
    );
    return rows.map((row) => ({ ...row, slug: signatorySlug(row.id, row.names.en) }));
  }

  /** The register in figures. Every list shows some of them. */
  figures(): Promise<FiguresDto> {
    return this.currentFigures.get();
  }

  private async count(): Promise<FiguresDto> {
    const [columns, [state], known] = await Promise.all([
      this.register.columns(),
      this.database.query<Pick<FiguresDto, 'version' | 'changedAt'>>(
        `SELECT version::int, changed_at AS "changedAt" FROM public_register`,
      ),
      this.countries(),
    ]);
    const members = new Map(known.map(({ code, member }) => [code, member]));
    const countries = countriesOf(columns);
    const places = (country: CountedCountry) => country.municipalities + country.regions;
    const citiesAndRegions = countries.reduce((sum, country) => sum + places(country), 0);
    return {
      ...state!,
      pledges: columns.pledges.values.length,
      signatories: columns.size,
      citiesAndRegions,
      associationsAndOthers: columns.size - citiesAndRegions,
      countries: countries.filter((country) => places(country) > 0).length,
      demo: columns.demo.includes(1),
      byCountry: countries
        .map(({ code, signatories }) => ({ code, member: members.get(code)!, signatories }))
        .sort((a, b) => b.signatories - a.signatories || (a.code < b.code ? -1 : 1)),
    };
  }

  /** For each action of a pillar, the three signatories that pledged it most recently. */
  async examples(pillar: string): Promise<PledgeExample[]> {
    const rows = await this.database.query<Omit<PledgeExample, 'slug'> & { id: string }>(
      `SELECT a.code AS action, e.id, e.names
       FROM public_action a CROSS JOIN LATERAL (
         SELECT s.public_id AS id,
           json_build_object('official', s.name_official, 'officialLanguage',
           s.name_official_language, 'en', s.name_en, 'fr', s.name_fr) AS names
         FROM public_signatory s
           WHERE EXISTS (SELECT 1 FROM public_pledge p WHERE p.signatory_id = s.id
           AND p.action_code = a.code)
         ORDER BY s.published_at DESC, s.id DESC LIMIT 3) e
       WHERE a.pillar_code = $1`,
      [pillar],
    );
    return rows.map(({ action, id, names }) => ({
      action,
      names,
      slug: signatorySlug(id, names.en),
    }));
  }

  /** Every country with its membership flag; names come from CLDR. */
  async countries(): Promise<{ code: string; member: boolean }[]> {
    return this.database.query(`SELECT code, member FROM public_country ORDER BY code`);
  }

  /** Facts about the site that every page shows. */
  async site(): Promise<SiteFacts> {
    const [row] = await this.database.query<SiteFacts>(
      `SELECT EXISTS (SELECT 1 FROM public_signatory WHERE demo) AS demo,
        (SELECT address FROM public_contact) AS "contactAddress",
        (SELECT json_build_object('path', '/emblems/' || emblem_sha256 || '.png',
          'width', emblem_width, 'height', emblem_height)
          FROM public_certificate_foot WHERE emblem_sha256 IS NOT NULL) AS emblem`,
    );
    return row!;
  }
}
