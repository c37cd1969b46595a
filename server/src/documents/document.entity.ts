import { Column, Entity, PrimaryColumn } from 'typeorm';

export const documentKinds = ['signed_pact', 'council_decision', 'other'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** An uploaded file: the signed Pact, the council's decision. Private. Its content lies in the storage under its id and never changes. */
@Entity('document')
export class Document {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'submission_id' }) submissionId: string;
  @Column('text') kind: DocumentKind;
  /** As the uploader called it: shown as text, never used as a path. */
  @Column('text', { name: 'file_name' }) fileName: string;
  @Column('text', { name: 'media_type' }) mediaType: string;
  @Column('integer') bytes: number;
  @Column('bytea') sha256: Buffer;
  @Column('timestamptz', { name: 'uploaded_at' }) uploadedAt: Date;
}
