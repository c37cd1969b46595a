import { SetMetadata } from '@nestjs/common';

/** The kinds of items with their own page, named in its address. */
export type PageOfEach =
  'text' | 'country' | 'pillar' | 'action' | 'practice' | 'round' | 'article' | 'signatory';

export interface SitePageOptions {
  each?: PageOfEach;
  /** It shows the current register, so it changes when the register does. */
  ofRegister?: boolean;
}

export const sitePageKey = 'site-page';

/**
 * A page for every reader, which the sitemap names. Its addresses are those of the route itself.
 */
export const SitePage = (options: SitePageOptions = {}) => SetMetadata(sitePageKey, options);
