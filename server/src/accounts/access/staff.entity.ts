import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StaffRole } from '../../../../contract/kinds.js';

/** The languages of the workbench and of mails to colleagues. */
export const staffLanguages = ['en', 'fr'] as const;
export type StaffLanguage = (typeof staffLanguages)[number];

/**
 * A colleague at the Congress. Reviewers decide on submissions, publishers publish and withdraw,
 * administrators manage staff.
 */
@Entity('staff')
export class Staff {
  @PrimaryColumn('uuid') id: string;
  /** Sign-in name, in lower case. */
  @Column('text') email: string;
  @Column('text') name: string;
  @Column('text', { name: 'password_hash' }) passwordHash: string;
  @Column('boolean', { name: 'must_change_password' }) mustChangePassword: boolean;
  @Column('text', { array: true }) roles: StaffRole[];
  @Column('text') language: StaffLanguage;
  /** Whether single-key shortcuts are on (WCAG 2.1.4). */
  @Column('boolean') shortcuts: boolean;
  /** The secret of the authenticator app, encrypted (totp.ts). */
  @Column('bytea', { name: 'totp_secret', nullable: true }) totpSecret: Buffer | null;
  /**
   * The time step of the last code used. Codes of this and earlier steps are no longer accepted.
   */
  @Column('bigint', { name: 'totp_last_step', nullable: true }) totpLastStep: string | null;
  /** Null until the invitation is accepted. */
  @Column('timestamptz', { name: 'accepted_at', nullable: true }) acceptedAt: Date | null;
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt: Date | null;
  /** The administrator responsible for the account, who may not vouch for it. */
  @Column('uuid', { name: 'roles_by', nullable: true }) rolesBy: string | null;
  /**
   * Since when they count as a second colleague (four eyes): an administrator other than `rolesBy`
   * has vouched for them. The database sets it for accounts that nobody invited.
   */
  @Column('timestamptz', { name: 'vouched_at', nullable: true }) vouchedAt: Date | null;
  @Column('integer') version: number;
}
