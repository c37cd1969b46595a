// Results as tables: the same text on the screen and in results.md.
import { cpus } from 'node:os';

export const targets = { ratio: 0.55, search: 50, map: 250_000, memory: 300, seeding: 180 };

const figure = (number) =>
  number === null
    ? '–'
    : number >= 100
      ? Math.round(number).toLocaleString('en')
      : number.toPrecision(2);
const bytes = (number) => `${(number / 1000).toFixed(1)} kB`;
const memory = (megabytes) => (megabytes === null ? '–' : `${megabytes} MB`);

export function report(results, tools) {
  return [
    '# Measured',
    '',
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores ` +
      `(${cpus()[0].model.trim()}), Node ${process.versions.node}, ${tools}.`,
    'Server and nginx on one core, load from another; 32 kept connections for cached ' +
      'answers, 4 for cold ones; gzip. Times are milliseconds.',
    '',
    ...results.flatMap(oneSize),
  ].join('\n');
}

function oneSize({ signatories, seconds, rows, idle, loaded, map, search }) {
  return [
    `## ${signatories.toLocaleString('en')} signatories`,
    '',
    ...table(
      ['', 'cold /s', 'p50', 'p99', 'cached /s', 'p50', 'p99', 'nginx /s', 'ratio'],
      rows.map(({ name, cold, hot, nginx }) => [
        name,
        figure(cold.rate),
        figure(cold.p50),
        figure(cold.p99),
        figure(hot.rate),
        figure(hot.p50),
        figure(hot.p99),
        nginx ? figure(nginx.rate) : '–',
        nginx ? (hot.rate / nginx.rate).toFixed(2) : '–',
      ]),
    ),
    '',
    ...table(
      ['', 'measured', 'target'],
      [
        ['cached answers beside nginx, worst of five', lowestRatio(rows), `≥ ${targets.ratio}`],
        [
          'first byte of a cold search, median of 50 places',
          `${figure(search)} ms`,
          `< ${targets.search} ms`,
        ],
        [
          'map data, brotli / gzip',
          `${bytes(map.brotli)} / ${bytes(map.gzip)}`,
          `< ${bytes(targets.map)}`,
        ],
        [
          'memory of the server, idle / after load',
          `${memory(idle)} / ${memory(loaded)}`,
          `< ${targets.memory} MB`,
        ],
        ['filling the register', `${figure(seconds)} s`, `< ${targets.seeding} s`],
      ],
    ),
    '',
  ];
}

function lowestRatio(rows) {
  const ratios = rows.filter(({ nginx }) => nginx).map(({ hot, nginx }) => hot.rate / nginx.rate);
  return ratios.length > 0 ? Math.min(...ratios).toFixed(2) : '–';
}

/** A Markdown table whose columns are aligned in plain text, too. */
export function table(head, rows) {
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => row[column].length)),
  );
  const padded = (cell, column) =>
    column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]);
  const line = (row) => `| ${row.map(padded).join(' | ')} |`;
  const rule = widths.map((width, column) =>
    column === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(head), `| ${rule.join(' | ')} |`, ...rows.map(line)];
}
