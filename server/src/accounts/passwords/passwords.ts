import { hash, verify } from '@node-rs/argon2';
import type { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { limits } from '../../platform/config/limits.js';

/** argon2id with OWASP's parameters (m = 19 MiB, t = 2, p = 1), the library's defaults. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'));
}

/**
 * Compares in the same time whether or not there is an account: without one, against a hash nobody
 * has the password of.
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

/** What an outsider would try first, besides the account's own words. */
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
 * Too short, or found soon by whoever tries common passwords, keyboard rows, dates and repetitions
 * first (zxcvbn: fewer than 10^8 guesses), or made of the account's own words. No letter is
 * prescribed; 256 are enough, and the first hundred tell.
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

/** Its lists take 25 MB: loaded when the first password is chosen. */
async function makeEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ]);
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });
}
