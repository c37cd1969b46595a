import { errorReportTransitions } from '../register/error-reports/error-report.workflow.js';
import { roundTransitions } from '../register/rounds/round.workflow.js';
import { reportingTransitions } from '../register/reporting/reporting.workflow.js';
import {
  secondColleague,
  signatoryTransitions,
  type SignatoryAction,
} from '../register/signatories/signatory.workflow.js';
import { submissionTransitions } from '../joining/submissions/submission.workflow.js';

interface Row {
  from: string;
  action: string;
  to: string;
  by: readonly string[];
  guards: readonly string[];
}

const lives: [title: string, source: string, first: string, rows: readonly Row[]][] = [
  [
    'A submission',
    'server/src/joining/submissions/submission.workflow.ts',
    'draft',
    submissionTransitions,
  ],
  [
    'A signatory',
    'server/src/register/signatories/signatory.workflow.ts',
    'unlisted',
    signatoryTransitions,
  ],
  [
    'Reporting',
    'server/src/register/reporting/reporting.workflow.ts',
    'not_due',
    reportingTransitions,
  ],
  [
    'A round of questions',
    'server/src/register/rounds/round.workflow.ts',
    'draft',
    roundTransitions,
  ],
  [
    'A report of an error',
    'server/src/register/error-reports/error-report.workflow.ts',
    'new',
    errorReportTransitions,
  ],
];

/**
 * Generates docs/workflow.md from the transition tables that the server uses: a diagram and a table
 * for each life cycle.
 */
export function workflowDocument(): string {
  return [
    '# Workflow',
    '',
    'Made by `npm run docs` from the transition tables that the server uses. A test compares them.',
    ...lives.flatMap(([title, source, first, rows]) => [
      '',
      `## ${title}`,
      '',
      `\`${source}\``,
      '',
      ...picture(first, rows),
      '',
      ...table(rows),
      ...(rows === signatoryTransitions ? ['', ...fourEyes()] : []),
    ]),
    '',
  ].join('\n');
}

function fourEyes(): string[] {
  return [
    '### A second colleague',
    '',
    'Four eyes are on unless two administrators turn them off. The rule, `requireFourEyes`, is in',
    '`server/src/platform/settings/four-eyes.ts`. Every change to the public list passes through',
    'it in `bumpRegisterVersion`, also an edit, an import or a merger. For the steps above:',
    '',
    ...grid(
      ['step', 'a second colleague'],
      Object.entries(secondColleague).map(([action, second]) => [action, inWords[second]]),
    ),
  ];
}

const inWords: Record<(typeof secondColleague)[SignatoryAction], string> = {
  'the approver counts': 'must have approved the case, or last changed the entry',
  confirms: 'confirms the first one’s proposal',
  nobody: 'is not needed',
};

function picture(first: string, rows: readonly Row[]): string[] {
  return [
    '```mermaid',
    'stateDiagram-v2',
    `  [*] --> ${first}`,
    ...rows.map(({ from, action, to }) => `  ${from} --> ${to}: ${action}`),
    '```',
  ];
}

function table(rows: readonly Row[]): string[] {
  const cells = rows.map(({ from, action, to, by, guards }) => [
    from,
    action,
    to,
    by.join(', '),
    guards.join(', '),
  ]);
  return grid(['from', 'action', 'to', 'by', 'only when'], cells);
}

function grid(head: string[], cells: string[][]): string[] {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...cells].map((row) => row[column]!.length)),
  );
  const line = (row: string[], fill = ' ') =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column]!, fill)).join(' | ')} |`;
  return [
    line(head),
    line(
      head.map(() => ''),
      '-',
    ),
    ...cells.map((row) => line(row)),
  ];
}
