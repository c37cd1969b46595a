/** Limits of imported tables: sizes in bytes, ages in the unit that the name gives. */
export const importLimits = {
  /** Limits of an imported file: bytes, rows and columns, and the unpacked size of an XLSX. */
  sheetBytes: 5 * 1024 * 1024,
  sheetRows: 5_000,
  sheetColumns: 60,
  sheetUnpacked: { entries: 500, bytes: 60 * 1024 * 1024 },
  /** Eurostat's table of municipalities: about 100,000 rows on 40 sheets, 8 MB packed. */
  nutsBytes: 40 * 1024 * 1024,
  nutsRows: 150_000,
  nutsUnpacked: { entries: 500, bytes: 400 * 1024 * 1024 },
  /**
   * An import without a heartbeat for this long died with its instance and may be started again.
   */
  importSilenceSeconds: 60,
  /** An uploaded import file that nobody has applied to the register is deleted after this time. */
  openImportDays: 30,
} as const;
