import { Injectable } from '@nestjs/common';
import type { PactContent } from '../../../../contract/pact-content.js';
import type { PledgedWording } from '../../../../contract/page-parts.js';
import { Problem } from '../../platform/http/problem.js';
import { contentSql } from '../../reference/pact/pact-store.js';
import { OncePerVersion } from './once-per-version.js';
import type { PactVersionDto, PillarDto, RetiredActionDto, TranslatedDto } from './pact.dto.js';
import type { PledgeDto } from './pledge.dto.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';

/** The parts of a version besides its pillars. */
type VersionRow = Omit<PactVersionDto, 'preamble' | 'undertakings' | 'wording'>;

/** One version of the Pact, whole. */
export interface Pact extends PactVersionDto {
  pillars: PillarDto[];
}

/**
 * The Pact, now or at an earlier version, for all code that shows its text. Each version is read
 * once per version of the register.
 */
@Injectable()
export class PactReader {
  private readonly versionRows: OncePerVersion<VersionRow[]>;
  private readonly pacts = new Map<number, OncePerVersion<Pact>>();

  constructor(
    private readonly database: PublicDatabase,
    private readonly clock: RegisterClock,
  ) {
    this.versionRows = new OncePerVersion(clock, () => this.readVersions());
  }

  /** The version in force. */
  async now(): Promise<Pact> {
    return this.at((await this.versionRows.get()).at(-1)?.version ?? 0);
  }

  /** @throws Problem 404 when there is no such version. */
  async at(version: number): Promise<Pact> {
    const known = (await this.versionRows.get()).find((row) => row.version === version);
    if (!known) throw Problem.notFound();
    const pact =
      this.pacts.get(version) ?? new OncePerVersion(this.clock, () => this.read(version));
    this.pacts.set(version, pact);
    return pact.get();
  }

  async pillars(version?: number): Promise<PillarDto[]> {
    return (await (version === undefined ? this.now() : this.at(version))).pillars;
  }

  /** Every version, oldest first. */
  async versions(): Promise<PactVersionDto[]> {
    const rows = await this.versionRows.get();
    const pacts = await Promise.all(rows.map(({ version }) => this.at(version)));
    return pacts.map(({ pillars: _, ...version }) => version);
  }

  /** How each pledged action was worded when it was pledged, by its code. */
  async pledged(
    pledges: Pick<PledgeDto, 'action' | 'pactVersion'>[],
  ): Promise<Record<string, PledgedWording>> {
    const now = wordingsOf(await this.now());
    const wordings = await Promise.all(
      pledges.map(async ({ action, pactVersion: version }) => {
        const then = action && wordingsOf(await this.at(version)).get(action);
        return then ? [[action, { version, then, now: now.get(action) ?? null }] as const] : [];
      }),
    );
    return Object.fromEntries(wordings.flat());
  }

  private readVersions(): Promise<VersionRow[]> {
    return this.database.query<VersionRow>(
      `SELECT number AS version, published_at AS "publishedAt",
        to_char(approved_on, 'YYYY-MM-DD') AS "approvedOn",
              approval_document AS "approvalDocument", approval_url AS "approvalUrl"
                FROM public_pact_version ORDER BY number`,
    );
  }

  private async read(version: number): Promise<Pact> {
    const [rows, [content], retired] = await Promise.all([
      this.versionRows.get(),
      this.database.query<PactContent>(contentSql('public_'), [version]),
      this.retired(version),
    ]);
    const row = rows.find((one) => one.version === version)!;
    const wording = row.approvedOn ? 'approved' : 'proposed';
    const { pillars, preamble, undertakings } = content!;
    return {
      ...row,
      wording,
      preamble,
      undertakings,
      pillars: pillars.map((pillar) => ({
        ...pillar,
        retired: retired.filter(({ code }) => code.startsWith(`${pillar.code}.`)),
        version,
        wording,
      })),
    };
  }

  /** Actions that only earlier versions list, in their last wording before this one. */
  private retired(version: number): Promise<RetiredActionDto[]> {
    return this.database.query<RetiredActionDto>(
      `SELECT DISTINCT ON (code) code, wording, explanation, source, version AS "lastVersion"
       FROM public_pact_version_action a
       WHERE version < $1
         AND NOT EXISTS (SELECT 1 FROM public_pact_version_action b WHERE b.code = a.code
         AND b.version = $1)
       ORDER BY code, version DESC`,
      [version],
    );
  }
}

/** The wording of each action that a version lists. */
function wordingsOf({ pillars }: Pact): Map<string, TranslatedDto> {
  return new Map(
    pillars.flatMap(({ actions }) => actions.map(({ code, wording }) => [code, wording] as const)),
  );
}
