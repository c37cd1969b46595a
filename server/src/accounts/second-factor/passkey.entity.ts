import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The public part of a colleague's passkey (WebAuthn). */
@Entity('staff_passkey')
export class Passkey {
  /** The credential id, as base64url. */
  @PrimaryColumn('text') id: string;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  @Column('text') name: string;
  @Column('bytea', { name: 'public_key' }) publicKey: Buffer;
  @Column('bigint') counter: string;
  @Column('text', { array: true }) transports: string[];
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'last_used_at', nullable: true }) lastUsedAt: Date | null;
}
