/**
 * The version is the register's; settings, which stand before it, take it from `common` when they
 * change what the public sees.
 */
export { bumpRegisterVersion } from '../../platform/database/register-version.js';
