import 'reflect-metadata';
import { start } from '../operations/startup/bootstrap.js';
import { examineAll } from '../operations/doctor/doctor.js';
import { runCommand, say } from './run-command.js';

const words = { well: 'well', look: 'look', mend: 'MEND' } as const;

/**
 * Checks this installation, prints one line per check and says what to fix. Exits with 1 if
 * anything has to be fixed.
 */
await runCommand(
  () => start(say),
  async (started) => {
    const counts = { well: 0, look: 0, mend: 0 };
    for await (const { subject, state, text } of examineAll(started)) {
      counts[state] += 1;
      say(`${words[state]}  ${subject.padEnd(14)} ${text}`);
    }
    say(
      counts.mend > 0
        ? `${counts.mend} to mend, ${counts.look} worth a look, ${counts.well} well`
        : `Nothing to mend, ${counts.look} worth a look, ${counts.well} well`,
    );
    return counts.mend > 0 ? 1 : 0;
  },
);
