import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * How a session proved its second factor. `provider`: at the organisation's sign-in, which the
 * settings trust for this.
 */
export const secondFactors = ['totp', 'passkey', 'recovery_code', 'provider'] as const;
export type SecondFactor = (typeof secondFactors)[number];

/**
 * A setup or sign-in that awaits its answer: the secret of an app being set up, or the challenge to
 * a passkey.
 */
export interface Pending {
  /** A new secret of an authenticator app, encrypted, as base64url. */
  totp?: string;
  /** The challenge for registering a passkey. */
  newPasskey?: string;
  /** The challenge for signing in with a passkey. */
  askedPasskey?: string;
}

/**
 * A browser's session, complete or partial. Only the hash of its cookie is stored; deleting the row
 * ends the session at once.
 */
@Entity('staff_session')
export class StaffSession {
  @PrimaryColumn('bytea', { name: 'token_hash' }) tokenHash: Buffer;
  @Column('uuid') id: string;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  /**
   * Null until it is proven. Until then the session is partial and allows only the next sign-in
   * step.
   */
  @Column('text', { name: 'second_factor', nullable: true }) secondFactor: SecondFactor | null;
  @Column('jsonb', { nullable: true }) pending: Pending | null;
  @Column('text') browser: string;
  @Column('text') system: string;
  /** The approximate origin: an IP address without its last part. */
  @Column('text') network: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'last_seen_at' }) lastSeenAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  /** When its owner last re-entered the password or the second factor. */
  @Column('timestamptz', { name: 'proven_at', nullable: true }) provenAt: Date | null;
}
