import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { DocumentKind } from '../../../../contract/kinds.js';

export const findings = [
  'automatic_action',
  'embedded_files',
  'form_action',
  'javascript',
  'launch',
  'rich_media',
  'xfa_form',
] as const;
/** Something in a PDF that runs when it is opened or clicked, or that is hidden in it. */
export type Finding = (typeof findings)[number];

export const scans = ['clean', 'not_scanned'] as const;
export type Scan = (typeof scans)[number];

export const noCopyReasons = ['photo', 'drawing', 'structure', 'metadata_left'] as const;
/**
 * Why there is no public copy: something in the file cannot be cleaned, and a partly cleaned file
 * is never published.
 */
export type NoCopyReason = (typeof noCopyReasons)[number];

export const signatureStates = ['intact', 'extended', 'changed', 'unreadable'] as const;

/**
 * An electronic signature in a PDF, as far as the file itself shows. The key's owner is not checked
 * against a trust list.
 */
export interface Signature {
  signer: string | null;
  issuer: string | null;
  /** ISO 8601; from the signer's own clock, or confirmed by a time stamp. */
  at: string | null;
  /** `document`: a time stamp of the file, without a signature. */
  clock: 'own' | 'timestamp' | 'document' | null;
  /**
   * Whether the file is the one that was signed; `extended` if something was added that the
   * signature does not cover.
   */
  state: (typeof signatureStates)[number];
}

/**
 * Increase this when copies are cleaned more strictly: copies made by earlier rules are remade
 * (`CopiesService`).
 */
export const copyRules = 3;

/** The sender's description of a file: its kind, and the pledge that it documents. */
export interface DocumentLabel {
  kind: DocumentKind;
  pledgeId?: string;
}

/** A document as its sender sees it. */
export type ShownDocument = Pick<
  Document,
  'id' | 'kind' | 'fileName' | 'mediaType' | 'bytes' | 'pledgeId'
>;

/**
 * An uploaded file, such as the signed Pact or the council's decision. Private. The storage holds
 * its content under its id, and the content never changes.
 */
@Entity('document')
export class Document {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'submission_id' }) submissionId: string;
  @Column('text') kind: DocumentKind;
  /** The uploader's file name: shown as text, never used as a path. */
  @Column('text', { name: 'file_name' }) fileName: string;
  @Column('text', { name: 'media_type' }) mediaType: string;
  @Column('integer') bytes: number;
  @Column('bytea') sha256: Buffer;
  /** Active content in the file; staff are warned. */
  @Column('jsonb') findings: Finding[];
  /** The result of the virus scan; infected files are never kept. */
  @Column('text') scan: Scan;
  /**
   * Size and hash of the copy without metadata and active content, stored beside the original; null
   * if none could be made.
   */
  @Column('integer', { name: 'clean_bytes', nullable: true }) cleanBytes: number | null;
  @Column('bytea', { name: 'clean_sha256', nullable: true }) cleanSha256: Buffer | null;
  /** Why there is no copy; also null for files received before the reason was recorded. */
  @Column('text', { name: 'no_copy', nullable: true }) noCopy: NoCopyReason | null;
  /** Electronic signatures of the original. The copy has none. */
  @Column('jsonb') signatures: Signature[];
  /** The rules by which the copy was cleaned; see `copyRules`. */
  @Column('smallint', { name: 'copy_rules' }) copyRules: number;
  /** The pledge that it documents; only files of progress reports have one. */
  @Column('uuid', { name: 'pledge_id', nullable: true }) pledgeId: string | null;
  @Column('timestamptz', { name: 'uploaded_at' }) uploadedAt: Date;
}
