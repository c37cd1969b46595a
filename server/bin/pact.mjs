#!/usr/bin/env node
// The one entry for an operator: `pact COMMAND`, in a checkout, in a tree without the packages of
// development and in the image.
import { commands, help } from './commands.mjs';
import { run } from './run-built.mjs';

const [name = 'help', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command) await run(command, args);
else if (['help', '--help', '-h'].includes(name)) console.log(help());
else {
  console.error(`There is no command ${name}.\n\n${help()}`);
  process.exitCode = 1;
}
