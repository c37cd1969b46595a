/**
 * Re-exported here, because the version belongs to the register. It is defined in the platform, so
 * that settings can bump it when they change public content.
 */
export { bumpRegisterVersion } from '../../platform/settings/register-version.js';
