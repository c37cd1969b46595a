/** The papers for a council before it decides, each as a PDF to print and a DOCX to edit. */
export const kitPapers = ['pact', 'decision', 'note', 'actions', 'form'] as const;
export type KitPaper = (typeof kitPapers)[number];

export const kitFormats = ['pdf', 'docx'] as const;
export type KitFormat = (typeof kitFormats)[number];

/** A paper of the council kit as the page offers it. */
export interface KitFile {
  paper: KitPaper;
  format: KitFormat;
  /** Null while it is unknown. */
  bytes: number | null;
}

/** When progress reports are expected, as of the day on which the register last changed. */
export interface KitFacts {
  asOf: string;
  /** Who approved the texts of the kit, in which document and when; null: not approved yet. */
  approval: { source: string; on: string } | null;
}
