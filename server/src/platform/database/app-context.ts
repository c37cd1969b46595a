import type { Config } from '../config/config.js';
import type { DatabaseUrls } from './prepare.js';

/**
 * What creating the application requires: read and checked before Nest starts, the same for the
 * server, the commands and the tests.
 */
export class AppContext {
  constructor(
    readonly config: Config,
    readonly secret: string,
    readonly database: DatabaseUrls,
  ) {}
}
