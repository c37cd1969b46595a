import { Column, Entity, PrimaryColumn } from 'typeorm';

export const staffRoles = ['reviewer', 'publisher', 'administrator'] as const;
export type StaffRole = (typeof staffRoles)[number];

/** A colleague of the Congress. Reviewers decide on submissions, publishers list and withdraw, administrators manage staff. */
@Entity('staff')
export class Staff {
  @PrimaryColumn('uuid') id: string;
  /** Sign-in name, in lower case. */
  @Column('text') email: string;
  @Column('text') name: string;
  @Column('text', { name: 'password_hash' }) passwordHash: string;
  @Column('boolean', { name: 'must_change_password' }) mustChangePassword: boolean;
  @Column('text', { array: true }) roles: StaffRole[];
  @Column('timestamptz', { name: 'disabled_at', nullable: true }) disabledAt: Date | null;
  @Column('integer') version: number;
}
