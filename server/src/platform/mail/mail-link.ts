import type { AppContext } from '../database/app-context.js';
import { deriveToken } from '../text/tokens.js';

/** The link of a mail: its path on our address, with the secret where one belongs to it. */
export function mailLink(
  { config, secret }: AppContext,
  { path, tokenId, tokenPurpose }: Record<string, string>,
): string | undefined {
  if (!path) return undefined;
  const token =
    tokenId && tokenPurpose ? `?token=${deriveToken(secret, tokenPurpose, tokenId)}` : '';
  return `${config.baseUrl}${path}${token}`;
}
