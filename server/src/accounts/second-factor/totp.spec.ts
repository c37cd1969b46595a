import { generateSync } from 'otplib';
import { newTotp, openTotp, sealTotp, stepOfCode } from './totp.js';

const realNow = Date.now;
beforeAll(() => {
  Date.now = () => Date.UTC(2027, 0, 15, 8, 0, 7);
});
afterAll(() => {
  Date.now = realNow;
});

const { secret, uri } = newTotp('anna@congress.example');
const codeAt = (steps: number) =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 * steps });

describe('S32 codes of an authenticator app', () => {
  it('the current step and its neighbours are valid, others are not', () => {
    for (const [steps, valid] of [
      [-2, false],
      [-1, true],
      [0, true],
      [1, true],
      [2, false],
    ] as const) {
      expect({ steps, valid: stepOfCode(secret, codeAt(steps), null) !== null }).toEqual({
        steps,
        valid,
      });
    }
  });

  it('a code that was used is used up, and so are those before it', () => {
    const step = stepOfCode(secret, codeAt(0), null);
    expect(step).toBe(Math.floor(Date.now() / 30_000));
    expect(stepOfCode(secret, codeAt(0), String(step))).toBeNull();
    expect(stepOfCode(secret, codeAt(-1), String(step))).toBeNull();
    expect(stepOfCode(secret, codeAt(1), String(step))).toBe(step! + 1);
  });

  it.each(['', '12345', '1234567', 'abcdef', '１２３４５６'])('"%s" is no code', (code) => {
    expect(stepOfCode(secret, code, null)).toBeNull();
  });

  it('the address for the camera names us and the account', () => {
    expect(decodeURIComponent(uri)).toMatch(
      /^otpauth:\/\/totp\/Register of the Pact:anna@congress\.example\?secret=[A-Z2-7]{32}/,
    );
  });

  it('the stored secret opens with our key in its own row only', () => {
    const sealed = sealTotp('k'.repeat(32), 'anna', secret);
    expect(sealed.toString('latin1')).not.toContain(secret);
    expect(openTotp('k'.repeat(32), 'anna', sealed)).toBe(secret);
    expect(() => openTotp('k'.repeat(32), 'ben', sealed)).toThrow();
    expect(() => openTotp('l'.repeat(32), 'anna', sealed)).toThrow();
  });
});
