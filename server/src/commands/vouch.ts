import 'reflect-metadata';
import type { DataSource } from 'typeorm';
import { Operator, recordedAs } from '../accounts/access/account-keeper.js';
import { open } from '../operations/startup/bootstrap.js';
import { ConfigError } from '../platform/config/config.js';
import { EventsService } from '../platform/events/events.service.js';
import { withDatabase } from './command-database.js';
import { runCommand, say } from './run-command.js';
import { operatorUser } from './staff/operator-user.js';

/**
 * `vouch ADDRESS`: the operator confirms that an account belongs to a separate person. The second
 * administrator of an installation needs this, because no other administrator can confirm it yet.
 */
async function vouch(database: DataSource, email: string): Promise<void> {
  await database.transaction(async (manager) => {
    const [[found]] = await manager.query<[{ id: string }[], number]>(
      `UPDATE staff SET vouched_at = now(), version = version + 1
       WHERE email = lower($1) AND vouched_at IS NULL RETURNING id`,
      [email],
    );
    if (!found)
      throw new ConfigError(`No account with the address ${email} waits to be vouched for.`);
    await new EventsService().append(manager, {
      action: 'staff.vouch',
      subject: { kind: 'staff', id: found.id },
      ...recordedAs(new Operator('vouch', operatorUser())),
    });
  });
  say(`${email} now counts as a second colleague`);
}

await runCommand(
  async () => {
    const [email, ...more] = process.argv.slice(2);
    if (!email || more.length > 0) throw new ConfigError('say vouch ADDRESS');
    return { email, ...(await open(say)) };
  },
  async ({ context, email }) => {
    await withDatabase(context, (database) => vouch(database, email));
    return 0;
  },
);
