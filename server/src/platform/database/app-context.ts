import type { Config } from '../config/config.js';
import type { DatabaseUrls } from './prepare.js';

/**
 * Everything needed to create the application. It is read and checked before Nest starts, in the
 * same way for the server, the commands and the tests.
 */
export class AppContext {
  constructor(
    readonly config: Config,
    readonly secret: string,
    readonly database: DatabaseUrls,
  ) {}
}
