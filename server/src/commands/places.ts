import 'reflect-metadata';
import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { Operator, recordedAs } from '../accounts/access/account-keeper.js';
import { open } from '../operations/startup/bootstrap.js';
import { ConfigError } from '../platform/config/config.js';
import { limits } from '../platform/config/limits.js';
import { EventsService } from '../platform/events/events.service.js';
import { UnreadableSheet } from '../platform/spreadsheets/unreadable-sheet.js';
import { editionInName, importNuts, type NutsFile } from '../reference/places/nuts/import-nuts.js';
import { WrongLauTable } from '../reference/places/nuts/lau-table.js';
import type { CountryReport } from '../reference/places/nuts/municipality-regions.js';
import { withDatabase } from './command-database.js';
import { fromHere, runCommand, say } from './run-command.js';
import { operatorUser } from './staff/operator-user.js';

const usage = 'say places nuts FILE [--nuts YEAR --lau YEAR] [--whole]';

async function readOrder(): Promise<{ file: NutsFile; isWhole: boolean }> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      nuts: { type: 'string' },
      lau: { type: 'string' },
      whole: { type: 'boolean', default: false },
    },
  });
  const [task, path, ...more] = positionals;
  if (task !== 'nuts' || !path || more.length > 0) throw new ConfigError(usage);
  const name = basename(path);
  const named = editionInName(name);
  const nuts = yearOf(values.nuts) ?? named.nuts;
  const lau = yearOf(values.lau) ?? named.lau;
  if (!nuts || !lau)
    throw new ConfigError(`the name ${name} does not tell the edition: add --nuts YEAR --lau YEAR`);
  const content = await readWhole(fromHere(path));
  return { file: { name, content, edition: { nuts, lau } }, isWhole: values.whole };
}

function yearOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^(19|20)\d\d$/.test(text)) throw new ConfigError(`${text} is not a year`);
  return Number(text);
}

async function readWhole(path: string): Promise<Buffer> {
  try {
    const { size } = await stat(path);
    if (size > limits.nutsBytes)
      throw new ConfigError(`${path} is larger than ${limits.nutsBytes / 1024 / 1024} MB`);
    return await readFile(path);
  } catch (error) {
    if (error instanceof ConfigError) throw error;
    throw new ConfigError(`${path} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

/** One line per country: what was read, and how much of it the register can use. */
function lineOf(report: CountryReport): string {
  const { country, rows, known, municipalities, matched, restored, otherForm, example } = report;
  if (known === 0) return `${country}  ${rows} rows; the gazetteer has no official codes here`;
  return [
    `${country}  ${rows} rows, ${municipalities} municipalities: ${matched} of ${known} in the ` +
      `gazetteer matched, ${municipalities - matched} are not in it`,
    ...(restored > 0 ? [`${restored} codes had lost their leading zeros`] : []),
    ...(otherForm > 0 ? [`${otherForm} codes are written differently, such as ${example}`] : []),
  ].join('; ');
}

/** The operator can fix this only by providing another file, so no stack is printed. */
function asLine(error: unknown): never {
  if (error instanceof WrongLauTable)
    throw new ConfigError(`this is not Eurostat’s table: ${error.message}. Nothing was changed.`);
  if (error instanceof UnreadableSheet)
    throw new ConfigError(`the file cannot be read (${error.fault}). Nothing was changed.`);
  throw error;
}

/** `places nuts FILE`: NUTS regions of municipalities, from Eurostat's table (decision 0095). */
await runCommand(
  async () => ({ ...(await readOrder()), ...(await open(say)) }),
  async ({ context, file, isWhole }) => {
    const by = recordedAs(new Operator('places/nuts', operatorUser()));
    const reports = await withDatabase(context, (database) =>
      database.transaction((manager) =>
        importNuts(manager, file, by, { events: new EventsService(), isWhole }),
      ),
    ).catch(asLine);
    for (const report of reports) say(lineOf(report));
    const matched = reports.reduce((sum, report) => sum + report.matched, 0);
    const { nuts, lau } = file.edition;
    say(`NUTS ${nuts} (LAU ${lau}) imported from ${file.name}: ${matched} municipalities matched`);
    return 0;
  },
);
