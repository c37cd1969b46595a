import { readConfig } from '../../src/platform/config/config.js';
import { defaultSettingsIn } from '../../src/platform/settings/settings.js';

/** What an administrator finds before the first change, where no operator chose otherwise. */
export const defaultSettings = defaultSettingsIn(readConfig({}));
