import type { ColleagueRow } from '../../accounts/colleagues/colleagues.service.js';

/** A colleague in one line: the name, the roles and the state of the account. */
export function colleagueLine(row: ColleagueRow): string {
  const notes = [
    row.roles.join(', '),
    row.disabledAt ? 'disabled' : row.acceptedAt ? 'active' : 'invited',
    ...(row.acceptedAt && !row.hasSecondFactor ? ['no second factor'] : []),
    ...(row.vouched ? [] : ['does not count as a second person yet']),
    ...(row.newEmail ? [`${row.newEmail} waits to be confirmed`] : []),
    ...(row.lastSeenAt ? [`last seen ${day(row.lastSeenAt)}`] : []),
  ];
  return `${row.name} <${row.email}>: ${notes.join('; ')}`;
}

const day = (moment: Date) => moment.toISOString().slice(0, 10);
