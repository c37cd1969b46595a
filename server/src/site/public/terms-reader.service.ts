import { Injectable } from '@nestjs/common';
import type { Terms } from '../../platform/config/figures.js';
import { AppContext } from '../../platform/database/app-context.js';
import {
  keptThings,
  type KeptThing,
  type RetentionSetting,
} from '../../platform/settings/retention-periods.js';
import { defaultSettingsIn, type Settings } from '../../platform/settings/settings.js';
import { OncePerVersion } from './once-per-version.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';

type Kept = Pick<
  Settings,
  RetentionSetting | 'helplineMonths' | 'reportMonths' | 'reportGraceDays'
>;

/** A former period, which still applies to data from before the change. */
export interface EarlierPeriod {
  what: KeptThing;
  days: number;
  before: string;
}

/** Settings and measurements that public pages show. */
export interface PublicTerms {
  kept: Kept & Terms;
  earlier: EarlierPeriod[];
  /** Who decided on the retention periods, and when. */
  retention: { source: string; on: string } | null;
  /** Who approved the texts of the council kit, and when; null: not approved yet. */
  kit: { source: string; on: string } | null;
  /** How long half of last year's endorsements waited for a first answer; null: too few. */
  responseTime: { workingDays: number; cases: number } | null;
}

/** Read once under each version of the register, which a change of one of them raises. */
@Injectable()
export class TermsReader {
  private readonly all: OncePerVersion<PublicTerms>;

  constructor(
    private readonly database: PublicDatabase,
    private readonly context: AppContext,
    clock: RegisterClock,
  ) {
    this.all = new OncePerVersion(clock, () => this.read());
  }

  now(): Promise<PublicTerms> {
    return this.all.get();
  }

  /** The defaults before the first change, for an error page without the database. */
  shipped(): PublicTerms {
    const kept = keptOf(defaultSettingsIn(this.context.config));
    return { kept, earlier: [], retention: null, kit: null, responseTime: null };
  }

  private async read(): Promise<PublicTerms> {
    const [set] = await this.database.query<
      { [Name in keyof Kept]: Kept[Name] | null } & {
        retentionSource: string | null;
        retentionOn: string | null;
        kitSource: string | null;
        kitOn: string | null;
      }
    >(
      `SELECT keep_draft_days AS "keepDraftDays", keep_unconfirmed_days AS "keepUnconfirmedDays",
              keep_ended_case_days AS "keepEndedCaseDays",
              keep_sent_mail_days AS "keepSentMailDays",
              keep_failed_mail_days AS "keepFailedMailDays", helpline_months AS "helplineMonths",
              retention_source AS "retentionSource", retention_on AS "retentionOn",
              report_months AS "reportMonths", report_grace_days AS "reportGraceDays",
              kit_source AS "kitSource", kit_on AS "kitOn"
       FROM public_terms`,
    );
    const [measured] = await this.database.query<{ workingDays: number; cases: number }>(
      `SELECT working_days AS "workingDays", cases FROM public_response_time`,
    );
    const given = Object.entries(set ?? {}).filter(([, value]) => value !== null);
    const { kept } = this.shipped();
    return {
      kept: keptOf({ ...kept, ...(Object.fromEntries(given) as Partial<Kept>) }),
      earlier: await this.earlier(),
      retention: decided(set?.retentionSource, set?.retentionOn),
      kit: decided(set?.kitSource, set?.kitOn),
      responseTime: measured ?? null,
    };
  }

  /** For each kind of data, the periods that may still apply. */
  private earlier(): Promise<EarlierPeriod[]> {
    return this.database.query<EarlierPeriod>(
      `SELECT what, days, until AS before FROM (
         SELECT what, days, lead(since) OVER (PARTITION BY what ORDER BY since) AS until
         FROM public_retention_period) p
       WHERE until + make_interval(days => days) > now()
       ORDER BY array_position($1::text[], what), until`,
      [Object.keys(keptThings)],
    );
  }
}

function keptOf(settings: Kept): Kept {
  const { helplineMonths, reportMonths, reportGraceDays } = settings;
  const { keepDraftDays, keepUnconfirmedDays } = settings;
  const { keepEndedCaseDays, keepSentMailDays, keepFailedMailDays } = settings;
  return {
    helplineMonths,
    reportMonths,
    reportGraceDays,
    keepDraftDays,
    keepUnconfirmedDays,
    keepEndedCaseDays,
    keepSentMailDays,
    keepFailedMailDays,
  };
}

function decided(
  source: string | null | undefined,
  on: string | null | undefined,
): { source: string; on: string } | null {
  return source ? { source, on: on ?? '' } : null;
}
