import type { AppContext } from '../database/app-context.js';
import { deriveToken } from '../text/tokens.js';

/** The link of a mail: a path on our site, with its secret token if it has one. */
export function mailLink(
  { config, secret }: AppContext,
  { path, tokenId, tokenPurpose }: Record<string, string>,
): string | undefined {
  if (!path) return undefined;
  const token =
    tokenId && tokenPurpose ? `?token=${deriveToken(secret, tokenPurpose, tokenId)}` : '';
  return `${config.baseUrl}${path}${token}`;
}
