import { Injectable } from '@nestjs/common';
import { limits } from '../../platform/config/limits.js';
import { textColumns, type Cell, type Table } from '../../platform/spreadsheets/cell.js';
import {
  errorReportOutcomes,
  type ErrorReportOutcome,
} from '../../../../contract/error-reports.js';
import type { NamesDto } from './public.dto.js';
import type { PublicReason } from '../../register/signatories/transparency.js';
import { PublicDatabase } from './public-database.js';

/** One entry of the transparency log. The reason is a code from a closed list, never free text. */
export interface TransparencyEntry {
  at: string;
  kind: 'withdrawn' | 'restored' | 'merged' | 'corrected';
  reason: PublicReason;
  id: string;
  names: NamesDto;
  demo: boolean;
  /**
   * Whether its URL still leads to a page of the register, even if that is the signatory it was
   * merged into.
   */
  standing: boolean;
}

/** How many reports of errors were answered in a year, by outcome. */
export interface AnsweredReports extends Record<ErrorReportOutcome, number> {
  year: number;
}

/**
 * A public log of withdrawals, restorations, mergers and corrections with their dates, so that
 * nothing can disappear unnoticed.
 */
@Injectable()
export class TransparencyService {
  constructor(private readonly database: PublicDatabase) {}

  /** A page of the log, newest first; `page` starts at 1. A page past the end is empty. */
  async entries(page: number): Promise<{ entries: TransparencyEntry[]; more: boolean }> {
    const entries = await this.database.query<TransparencyEntry>(
      `SELECT t.at, t.kind, t.reason_code AS reason, t.public_id AS id, t.demo,
              json_build_object('official', t.name_official, 'officialLanguage',
                t.name_official_language, 'en', t.name_en, 'fr', t.name_fr) AS names,
              EXISTS (SELECT 1 FROM public_signatory s WHERE s.public_id = t.public_id)
                OR EXISTS (SELECT 1 FROM public_merged_signatory m
                  WHERE m.public_id = t.public_id) AS standing
       FROM public_transparency t ORDER BY t.at DESC, t.public_id
         LIMIT ${limits.logPageSize + 1} OFFSET $1`,
      [(page - 1) * limits.logPageSize],
    );
    return {
      entries: entries.slice(0, limits.logPageSize),
      more: entries.length > limits.logPageSize,
    };
  }

  /** The outcomes of readers' reports, newest year first; without any text. */
  answeredReports(): Promise<AnsweredReports[]> {
    const sum = (outcome: ErrorReportOutcome) =>
      `coalesce(sum(amount) FILTER (WHERE outcome = '${outcome}'), 0)::int AS ${outcome}`;
    return this.database.query<AnsweredReports>(
      `SELECT year, ${errorReportOutcomes.map(sum).join(', ')}
       FROM public_error_report GROUP BY year ORDER BY year DESC`,
    );
  }

  /** Every entry, oldest first, so that the file only grows at its end. */
  async table(): Promise<Pick<Table, 'columns' | 'rows'>> {
    const lines = await this.database.query<Record<string, Cell>>(
      `SELECT at, kind, reason_code, public_id, name_official, name_official_language, name_en,
        name_fr, demo FROM public_transparency ORDER BY at, public_id`,
    );
    const names = [
      'at',
      'kind',
      'reason',
      'signatory',
      'name_official',
      'name_official_language',
      'name_en',
      'name_fr',
      'demo',
    ];
    return { columns: textColumns(names), rows: lines.map((line) => Object.values(line)) };
  }
}
