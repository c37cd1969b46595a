import type { Staff } from '../../accounts/access/staff.entity.js';

/** Whoever answers for what is public may write it: publishers. */
export function mayEdit({ roles }: Staff): boolean {
  return roles.includes('publisher');
}
