import { hash, verify } from '@node-rs/argon2';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { limits } from '../../platform/config/limits.js';

/** argon2id with OWASP's parameters (m = 19 MiB, t = 2, p = 1), the library's defaults. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'));
}

/**
 * Takes the same time with and without an account: without one, it compares against a hash of a
 * password that nobody uses.
 */
export async function passwordMatches(
  passwordHash: string | undefined,
  password: string,
): Promise<boolean> {
  nobody ??= await hashPassword('no account has this password');
  const matches = await verify(passwordHash ?? nobody, password.normalize('NFKC'));
  return matches && passwordHash !== undefined;
}

let nobody: string | undefined;

/** Words that an attacker would try first, besides the account's own. */
const ours = [
  'congress',
  'congres',
  'council',
  'europe',
  'conseil',
  'pact',
  'pacte',
  'register',
  'registre',
  'strasbourg',
];

/**
 * Whether a password is too short, easy to guess (zxcvbn: fewer than 10^8 guesses) or based on the
 * account's own words. No character classes are required. Up to 256 characters are allowed; only
 * the first 100 are analysed.
 */
export async function isWeakPassword(password: string, own: string[]): Promise<boolean> {
  const lower = password.toLowerCase();
  if (
    password.length < limits.passwordLength ||
    own.some((word) => word.length > 3 && lower.includes(word.toLowerCase()))
  )
    return true;
  estimator ??= await makeEstimator();
  return estimator.check(password.slice(0, 100), [...own, ...ours]).score < 3;
}

let estimator: ZxcvbnFactory | undefined;

/** The word lists take 25 MB, so they are loaded when the first password is set. */
async function makeEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}
