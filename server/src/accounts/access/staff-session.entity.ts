import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * How a session proved its second factor; `provider`: the organisation's own sign-in did, and the
 * settings trust it.
 */
export const secondFactors = ['totp', 'passkey', 'recovery_code', 'provider'] as const;
export type SecondFactor = (typeof secondFactors)[number];

/**
 * What was begun in a session and waits for its answer: a secret for an app that is being set up,
 * or a question put to a passkey.
 */
export interface Pending {
  /** A new secret of an authenticator app, sealed, as base64url. */
  totp?: string;
  /** The challenge to a device that is to get a passkey. */
  newPasskey?: string;
  /** The challenge to a device that has one. */
  askedPasskey?: string;
}

/**
 * A browser that is signed in, or half of the way. Only the hash of its cookie is stored; ending
 * the row ends the session at once.
 */
@Entity('staff_session')
export class StaffSession {
  @PrimaryColumn('bytea', { name: 'token_hash' }) tokenHash: Buffer;
  @Column('uuid') id: string;
  @Column('uuid', { name: 'staff_id' }) staffId: string;
  /** Null until it is proven: such a half session opens nothing but the next step of signing in. */
  @Column('text', { name: 'second_factor', nullable: true }) secondFactor: SecondFactor | null;
  @Column('jsonb', { nullable: true }) pending: Pending | null;
  @Column('text') browser: string;
  @Column('text') system: string;
  /** Roughly where from: an address without its last part. */
  @Column('text') network: string;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'last_seen_at' }) lastSeenAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
  /** When its owner last gave the password or the second factor once more. */
  @Column('timestamptz', { name: 'proven_at', nullable: true }) provenAt: Date | null;
}
