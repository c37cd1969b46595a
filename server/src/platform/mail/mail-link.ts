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

const choicesPurpose = 'staff_choices';

/**
 * The page where colleagues choose their notices. The token grants no access: after sign-in, it
 * shows whose mail the link was in.
 */
export function choicesLink(
  { config, secret }: AppContext,
  { staffId }: Record<string, string>,
): string | undefined {
  if (!staffId) return undefined;
  return `${config.baseUrl}/staff/notices?token=${deriveToken(secret, choicesPurpose, staffId)}`;
}

/** Whether the token of such a link was made for this colleague. */
export function isChoicesToken({ secret }: AppContext, staffId: string, token: string): boolean {
  return token === deriveToken(secret, choicesPurpose, staffId);
}
