import 'reflect-metadata';
import pg from 'pg';
import { open } from '../operations/startup/bootstrap.js';
import { verifyEvents } from '../platform/events/verify-events.js';
import { runCommand, say } from './run-command.js';

/**
 * Checks the audit trail from its first event to its head. Exit code 1, and the first bad event,
 * when it is not whole.
 */
await runCommand(
  () => open(say),
  async ({ context }) => {
    const client = new pg.Client({ connectionString: context.database.app });
    await client.connect();
    try {
      // One snapshot: the server may append while we read.
      await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const { events, head, firstBad } = await verifyEvents(client);
      say(
        firstBad
          ? `Event ${firstBad.seq} is not as it was written: ${firstBad.reason}`
          : `${events} events, chain whole, head ${head}`,
      );
      return firstBad ? 1 : 0;
    } finally {
      await client.end();
    }
  },
);
