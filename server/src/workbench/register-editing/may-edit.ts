import type { Staff } from '../../accounts/access/staff.entity.js';

/** Publishers are responsible for public content, so they may edit it. */
export function mayEdit({ roles }: Staff): boolean {
  return roles.includes('publisher');
}
