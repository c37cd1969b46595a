import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AuthorityKind } from '../../../../contract/kinds.js';
import type { DayOrder } from '../../../../contract/day.js';
import type { ImportColumns } from './import-fields.js';
import type { ImportReading, Sheet } from './import-reading.js';

export const importStates = ['open', 'running', 'done', 'undone'] as const;
export type ImportState = (typeof importStates)[number];

/** The column mapping, and the defaults for rows that leave a field empty. */
export interface ImportMapping {
  columns: ImportColumns;
  kind: AuthorityKind | null;
  countryCode: string | null;
  sourceUrl: string | null;
  /** The order of day and month, for dates that are ambiguous. */
  dayOrder?: DayOrder | null;
}

export interface ImportResult {
  created: number;
  updated: number;
  leftOut: number;
  published: boolean;
}

/** A file of signatories: uploaded, mapped, previewed, then imported as a whole. */
@Entity('register_import')
export class RegisterImport {
  @PrimaryColumn('uuid') id: string;
  @Column('text', { name: 'file_name' }) fileName: string;
  @Column('bytea') sha256: Buffer;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  @Column('text') state: ImportState;
  /**
   * The file's contents. Cleared after the import, because files may hold more than we should keep.
   */
  @Column('jsonb') sheet: Sheet;
  /** The file itself, kept while it may have to be read again with other choices. */
  @Column('bytea', { nullable: true, select: false }) content: Buffer | null;
  /** How it was read; empty once it is in the register. */
  @Column('jsonb', { nullable: true }) reading: ImportReading | null;
  @Column('jsonb') mapping: ImportMapping;
  @Column('integer', { name: 'rows_total' }) rowsTotal: number;
  @Column('integer', { name: 'rows_done' }) rowsDone: number;
  /** The last heartbeat of the instance that runs it. */
  @Column('timestamptz', { name: 'beat_at', nullable: true }) beatAt: Date | null;
  /** The problem code that made the last run roll back. */
  @Column('text', { nullable: true }) failure: string | null;
  @Column('jsonb', { nullable: true }) result: ImportResult | null;
  @Column('integer') version: number;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'finished_at', nullable: true }) finishedAt: Date | null;
  @Column('timestamptz', { name: 'undone_at', nullable: true }) undoneAt: Date | null;
}
