import { AppContext } from '../../platform/database/app-context.js';
import { databaseUrls } from '../../platform/database/prepare.js';
import { databaseOptions, type Started } from '../startup/bootstrap.js';
import { databaseChecks, reaches } from './database-checks.js';
import { examine, type Finding } from './finding.js';
import { settingsChecks } from './settings-checks.js';
import { surroundingsChecks } from './surroundings-checks.js';
import { workChecks } from './work-checks.js';

/**
 * Checks everything a running register needs, without changing anything. Checks that depend on the
 * database are skipped while it is down.
 */
export async function* examineAll({ config, secret, ownerUrl }: Started): AsyncGenerator<Finding> {
  const urls = databaseUrls(databaseOptions({ config, secret, ownerUrl }));
  yield* examine(settingsChecks(config));
  const database = { subject: 'database', ...(await reaches(ownerUrl)) };
  yield database;
  if (database.state !== 'fault')
    yield* examine([...databaseChecks(urls), ...workChecks(ownerUrl)]);
  yield* examine(surroundingsChecks(new AppContext(config, secret, urls)));
}
