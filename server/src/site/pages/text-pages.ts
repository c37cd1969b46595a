import type { PageName } from '../../../../contract/pages.js';

/** Pages that are nothing but text, by their address. */
export const textPages = {
  about: 'About',
  faq: 'Faq',
  contact: 'Contact',
  accessibility: 'Accessibility',
  api: 'ApiGuide',
  verify: 'Verify',
} as const satisfies Record<string, PageName>;
