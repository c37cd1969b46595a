import type { Staff } from '../../accounts/access/staff.entity.js';
import type { Behind } from '../../platform/settings/four-eyes.js';
import type { RegisterImport } from './import.entity.js';
import type { ImportRow } from './import-rows.js';
import type { RunImportDto } from './imports.dto.js';

/** The treatment of each row of an import. */
export interface Plan {
  additions: ImportRow[];
  updates: { row: ImportRow; signatoryId: string }[];
  leftOut: number;
}

/** An import as requested, or as a second colleague confirms it. */
export interface Wanted {
  id: string;
  choices: RunImportDto;
  seen: number;
  /** The version of each entry that it would overwrite, as it was at the request. */
  overwrites?: Record<string, number>;
}

/** A claimed import, with the colleagues who are responsible for it. */
export interface Run {
  found: RegisterImport;
  wanted: RunImportDto;
  staff: Staff;
  behind: Behind;
}
