import { isWeakPassword } from './passwords.js';

describe('S19 passwords', () => {
  it.each([
    ['too short', 'Xq7!kPz9w2'],
    ['eleven letters', 'Xq7!kPz9w2r'],
    ['common', 'password1234'],
    ['common with decoration', 'P@ssw0rd12345'],
    ['common in French', 'motdepasse1234'],
    ['a row of the keyboard', 'qwertyuiop123'],
    ['a row of the French keyboard', 'azertyuiop1234'],
    ['one letter', 'aaaaaaaaaaaaaaaaaaaa'],
    ['a word twice', 'bonjourbonjour'],
    ['dates', '01/01/198001/01/1980'],
    ['the own name', 'Anna-Dupont-2026!x'],
    ['our name', 'congress2026!'],
  ])('%s is refused: %s', async (_, password) => {
    expect(await isWeakPassword(password, ['anna', 'Dupont'])).toBe(true);
  });

  it.each([
    ['twelve random letters', 'x7Kp2mQ9vR4t'],
    ['a few words', 'copper lantern under eleven bridges'],
    ['another script', 'синяя лодка под мостом 7'],
    [
      '64 letters and more',
      'one long sentence about a boat, a bridge and the eleven herons that live there',
    ],
    ['the longest', 'wq8'.repeat(5) + 'Ünïcode 雪'.repeat(20)],
  ])('%s are taken: %s', async (_, password) => {
    expect(await isWeakPassword(password, ['anna', 'Dupont'])).toBe(false);
  });
});
