import { Injectable } from '@nestjs/common';
import { limits } from '../../platform/config/limits.js';
import { textColumns, type Cell, type Table } from '../../platform/spreadsheets/cell.js';
import type { NamesDto } from './public.dto.js';
import type { PublicReason } from '../../register/signatories/transparency.js';
import { PublicDatabase } from './public-database.js';

/** One line of the transparency log. Why is a code from a closed list: nobody's words. */
export interface TransparencyEntry {
  at: string;
  kind: 'withdrawn' | 'restored' | 'merged' | 'corrected';
  reason: PublicReason;
  id: string;
  names: NamesDto;
  demo: boolean;
  /**
   * Whether its address still leads to a page of the register, be it that of the entry it was
   * joined with.
   */
  standing: boolean;
}

/** Lines on a page. */
/**
 * What left the register, came back, was joined or corrected, and when: kept public, so that
 * nothing can vanish unseen.
 */
@Injectable()
export class TransparencyService {
  constructor(private readonly database: PublicDatabase) {}

  /** A page of the log, newest first; `page` counts from 1. One behind the last is empty. */
  async entries(page: number): Promise<{ entries: TransparencyEntry[]; more: boolean }> {
    const entries = await this.database.query<TransparencyEntry>(
      `SELECT t.at, t.kind, t.reason_code AS reason, t.public_id AS id, t.demo,
              json_build_object('official', t.name_official, 'officialLanguage', t.name_official_language, 'en', t.name_en, 'fr', t.name_fr) AS names,
              EXISTS (SELECT 1 FROM public_signatory s WHERE s.public_id = t.public_id)
                OR EXISTS (SELECT 1 FROM public_merged_signatory m WHERE m.public_id = t.public_id) AS standing
       FROM public_transparency t ORDER BY t.at DESC, t.public_id LIMIT ${limits.logPageSize + 1} OFFSET $1`,
      [(page - 1) * limits.logPageSize],
    );
    return {
      entries: entries.slice(0, limits.logPageSize),
      more: entries.length > limits.logPageSize,
    };
  }

  /** Every line, oldest first: the file only grows at its end. */
  async table(): Promise<Pick<Table, 'columns' | 'rows'>> {
    const lines = await this.database.query<Record<string, Cell>>(
      `SELECT at, kind, reason_code, public_id, name_official, name_official_language, name_en, name_fr, demo FROM public_transparency ORDER BY at, public_id`,
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
