import { hash, verify } from '@node-rs/argon2';
import { limits } from '../config/limits.js';

/** argon2id with OWASP's parameters (m = 19 MiB, t = 2, p = 1), the library's defaults. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'));
}

/** Compares in the same time whether or not there is an account: without one, against a hash nobody has the password of. */
export async function passwordMatches(passwordHash: string | undefined, password: string): Promise<boolean> {
  nobody ??= await hashPassword('no account has this password');
  const matches = await verify(passwordHash ?? nobody, password.normalize('NFKC'));
  return matches && passwordHash !== undefined;
}

let nobody: string | undefined;

/** Too short, one letter repeated, or made of the account's own words. The second factor and a list of common ones come with accounts. */
export function isWeakPassword(password: string, own: string[]): boolean {
  const lower = password.toLowerCase();
  return (
    password.length < limits.passwordLength || new Set(lower).size < 5 || own.some((word) => word.length > 3 && lower.includes(word.toLowerCase()))
  );
}
