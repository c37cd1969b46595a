import { deriveToken, hashToken, newReference, newToken } from './tokens.js';

it('U6 references have eight letters without look-alikes, and do not repeat', () => {
  const references = Array.from({ length: 2_000 }, newReference);
  for (const reference of references) expect(reference).toMatch(/^[CDFGHJKMNPQRTVWXYZ234679]{8}$/);
  expect(new Set(references).size).toBe(references.length);
});

it('S21 cookies hold 256 random bits', () => {
  expect(Buffer.from(newToken(), 'base64url')).toHaveLength(32);
  expect(newToken()).not.toBe(newToken());
});

it('S42 a derived token is good for one purpose, one id and one installation', () => {
  const token = deriveToken('secret', 'confirm', 'id');
  expect(deriveToken('secret', 'confirm', 'id')).toBe(token);
  for (const other of [
    deriveToken('secret', 'case_link', 'id'),
    deriveToken('secret', 'confirm', 'other'),
    deriveToken('other', 'confirm', 'id'),
  ]) {
    expect(other).not.toBe(token);
  }
  expect(hashToken(token)).toHaveLength(32);
});
