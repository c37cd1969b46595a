import { ConfigError } from '../../platform/config/config.js';
import { withOwner } from '../../platform/database/embedded/load-dump.js';

/**
 * Runs `work` while no other backup of this database runs. Pruning deletes documents that no
 * finished backup names, which includes those of a backup that is still being written.
 * @throws ConfigError when another one runs.
 */
export const alone = <Result>(ownerUrl: string, work: () => Promise<Result>): Promise<Result> =>
  withOwner(ownerUrl, async (client) => {
    const { rows } = await client.query<{ mine: boolean }>(
      `SELECT pg_try_advisory_lock(hashtextextended('backup', 0)) AS mine`,
    );
    if (!rows[0]!.mine)
      throw new ConfigError('another backup of this register is running: nothing was written');
    return work();
  });
