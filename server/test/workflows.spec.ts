import {
  signatoryActions,
  signatoryStates,
  signatoryTransitions,
} from '../src/register/signatories/signatory.workflow.js';
import {
  reportingActions,
  reportingStates,
  reportingTransitions,
} from '../src/register/reporting/reporting.workflow.js';
import {
  submissionActions,
  submissionStates,
  submissionTransitions,
  workflowRoles,
} from '../src/joining/submissions/submission.workflow.js';
import {
  errorReportActions,
  errorReportTransitions,
} from '../src/register/error-reports/error-report.workflow.js';
import { errorReportStates } from '../../contract/error-reports.js';
import { roundActions, roundTransitions } from '../src/register/rounds/round.workflow.js';
import { roundStates } from '../../contract/rounds.js';
import { Problem } from '../src/platform/http/problem.js';
import { nextState, possibleActions } from '../src/platform/workflow/workflow.js';

interface Row {
  from: string;
  action: string;
  to: string;
  by: readonly string[];
}

const lives = [
  ['a submission', 'draft', submissionTransitions, submissionStates, submissionActions],
  ['a signatory', 'unlisted', signatoryTransitions, signatoryStates, signatoryActions],
  ['reporting', 'not_due', reportingTransitions, reportingStates, reportingActions],
  ['a round', 'draft', roundTransitions, roundStates, roundActions],
  ['a report of an error', 'new', errorReportTransitions, errorReportStates, errorReportActions],
] as [string, string, readonly Row[], readonly string[], readonly string[]][];

describe.each(lives)('the life of %s', (_, first, table, states, actions) => {
  const everything = states.flatMap((state) =>
    actions.flatMap((action) => workflowRoles.map((role) => [state, action, role] as const)),
  );

  it('S11 every state × action × role is either a row of the table or refused', () => {
    for (const [state, action, role] of everything) {
      const row = table.find(
        ({ from, action: name, by }) => from === state && name === action && by.includes(role),
      );
      const attempt = () => nextState(table, state, action, [role]);
      if (row) expect(attempt()).toBe(row.to);
      else expect(attempt).toThrow(Problem);
      expect(possibleActions(table, state, [role]).includes(action)).toBe(row !== undefined);
    }
  });

  it('a step for another role is not allowed, one from another state is a conflict', () => {
    for (const [state, action, role] of everything) {
      if (possibleActions(table, state, [role]).includes(action)) continue;
      const mayElsewhere = table.some((row) => row.action === action && row.by.includes(role));
      expect(statusOf(() => nextState(table, state, action, [role]))).toBe(
        mayElsewhere ? 409 : 403,
      );
    }
  });

  it('a state and an action have one row, and every state can be reached', () => {
    const keys = table.map(({ from, action }) => `${from} ${action}`);
    expect(new Set(keys).size).toBe(keys.length);
    const reached = new Set([first]);
    for (let size = 0; size < reached.size;) {
      size = reached.size;
      for (const { from, to } of table) if (reached.has(from)) reached.add(to);
    }
    expect([...reached].sort()).toEqual([...states].sort());
  });
});

it('only a publisher adds a signatory to the public list or removes it', () => {
  const rows: readonly Row[] = signatoryTransitions;
  const byTheClock = rows.filter(({ by }) => by.includes('system')).map(({ action }) => action);
  // On the date that a publisher chose.
  expect(byTheClock).toEqual(['publish_as_scheduled']);
  expect(new Set(rows.flatMap(({ by }) => by))).toEqual(new Set(['publisher', 'system']));
});

function statusOf(attempt: () => unknown): number {
  try {
    attempt();
  } catch (error) {
    return (error as Problem).getStatus();
  }
  return 0;
}
