import 'reflect-metadata';
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { Operator } from '../accounts/access/account-keeper.js';
import { open } from '../operations/startup/bootstrap.js';
import { ConfigError } from '../platform/config/config.js';
import { Problem, type FieldError } from '../platform/http/problem.js';
import { withDatabase } from './command-database.js';
import { runCommand, say } from './run-command.js';
import { accountServices } from './staff/account-services.js';
import { colleagueLine } from './staff/colleague-line.js';
import { operatorUser } from './staff/operator-user.js';
import { tasks, type Given, type Plan } from './staff/tasks.js';

interface Order {
  task: string;
  given: Given;
  /** `--yes`: act without asking. */
  isDecided: boolean;
}

const usage = [
  'say staff list',
  ...Object.entries(tasks).map(([task, { args }]) => `staff ${task} ${args}`),
].join(', or ');

function readOrder(): Order {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      yes: { type: 'boolean', default: false },
      name: { type: 'string' },
      language: { type: 'string', default: 'en' },
    },
  });
  const [task = '', ...rest] = positionals;
  const addresses = rest.slice(0, tasks[task]?.addresses ?? 0);
  const roles = rest.slice(addresses.length);
  const isRight =
    task === 'list'
      ? rest.length === 0
      : Object.hasOwn(tasks, task) &&
        addresses.length === tasks[task]!.addresses &&
        roles.length > 0 === (task === 'invite');
  if (!isRight) throw new ConfigError(usage);
  const { yes, name, language } = values;
  return { task, given: { addresses, roles, name, language }, isDecided: yes };
}

/** No answer, as in a script, counts as no. */
async function agrees(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new Promise<string>((resolve) => terminal.once('close', () => resolve('')));
  const answer = await Promise.race([terminal.question(`${question} [y/N] `), closed]);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function carryOut({ question, act }: Plan, task: string, isDecided: boolean) {
  if (isDecided) say(question);
  else if (!(await agrees(question))) {
    say('Nothing was changed. (--yes acts without asking.)');
    return 1;
  }
  say(await act(new Operator(`staff/${task}`, operatorUser())));
  return 0;
}

/** A refusal by a service is for the operator to fix, so it prints one line. */
function asLine(error: unknown): never {
  if (!(error instanceof Problem)) throw error;
  const fields = (error.more['errors'] ?? []) as FieldError[];
  throw new ConfigError(
    fields.length > 0
      ? fields.map(({ pointer, detail }) => `${pointer.slice(1)} ${detail}`).join('; ')
      : error.message,
  );
}

/** Accounts of colleagues, for the operator of the server: each change asks first. */
await runCommand(
  async () => ({ ...readOrder(), ...(await open(say)) }),
  ({ context, task, given, isDecided }) =>
    withDatabase(context, async (database) => {
      const services = accountServices(context, database);
      if (task === 'list') {
        for (const row of await services.colleagues.list()) say(colleagueLine(row));
        return 0;
      }
      const plan = await tasks[task]!.plan(services, given);
      return carryOut(plan, task, isDecided);
    }).catch(asLine),
);
