import 'reflect-metadata';
import { start } from '../operations/startup/bootstrap.js';
import { examineAll } from '../operations/doctor/doctor.js';
import { runCommand, say } from './run-command.js';

const words = { well: 'well', look: 'look', fault: 'FAULT' } as const;

/**
 * Checks this installation, prints one line per check and says what to fix. Exits with 1 if
 * anything has to be fixed.
 */
await runCommand(
  () => start(say),
  async (started) => {
    const counts = { well: 0, look: 0, fault: 0 };
    for await (const { subject, state, text } of examineAll(started)) {
      counts[state] += 1;
      say(`${words[state].padEnd(5)} ${subject.padEnd(14)} ${text}`);
    }
    say(
      counts.fault > 0
        ? `${counts.fault} ${counts.fault === 1 ? 'fault' : 'faults'}, ${counts.look} worth a ` +
            `look, ${counts.well} well`
        : `No faults, ${counts.look} worth a look, ${counts.well} well`,
    );
    return counts.fault > 0 ? 1 : 0;
  },
);
