import config from './playwright.config.ts';

/** `npm run pictures`: the pictures of the README, taken from the demonstration register. */
export default { ...config, testMatch: 'pictures.ts', workers: 1, projects: [{ name: 'desktop' }] };
