import { Problem } from '../http/problem.js';

interface Row<State, Action, Role> {
  from: State;
  action: Action;
  to: State;
  by: readonly Role[];
}

/**
 * Looks up a step in a table of transitions.
 * @returns its row: the next state, and the guards that have to hold.
 * @throws Problem 403 when the step exists but not for these roles, 409 when it does not exist in
 *   this state.
 */
export function stepIn<Step extends Row<string, string, string>>(
  table: readonly Step[],
  from: string,
  action: string,
  roles: readonly string[],
): Step {
  const row = table.find((candidate) => candidate.from === from && candidate.action === action);
  if (row && row.by.some((role) => roles.includes(role))) return row;
  const known = table.some(
    (candidate) => candidate.action === action && candidate.by.some((role) => roles.includes(role)),
  );
  if (!known) throw new Problem(403, 'not-allowed', 'You are not allowed to do this.');
  throw new Problem(409, 'wrong-state', `This cannot be done now: the state is "${from}".`, {
    state: from,
    action,
  });
}

/** The state that a step without guards leads to. @throws as `stepIn`. */
export function nextState<State extends string, Action extends string, Role extends string>(
  table: readonly (Row<State, Action, Role> & { guards?: undefined })[],
  from: State,
  action: Action,
  roles: readonly Role[],
): State {
  return stepIn(table, from, action, roles).to;
}

/**
 * The actions that these roles may take in this state, in the order of the table; a screen shows
 * them as buttons.
 */
export function possibleActions<State extends string, Action extends string, Role extends string>(
  table: readonly Row<State, Action, Role>[],
  from: State,
  roles: readonly Role[],
): Action[] {
  return table
    .filter((row) => row.from === from && row.by.some((role) => roles.includes(role)))
    .map((row) => row.action);
}
