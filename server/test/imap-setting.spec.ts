import { mailboxAt } from '../src/platform/config/mailbox-url.js';
import { readConfig } from '../src/platform/config/config.js';

const REPLY_ADDRESS = 'cases@register.example';
const configOf = (IMAP_URL: string) => readConfig({ IMAP_URL, REPLY_ADDRESS });

describe('IMAP_URL', () => {
  it.each(['se%cret', 'se#cret', 'se?cret', '1#secret', '1?secret', 'sec%FFret'])(
    'stops the start without revealing an unescaped password: %s',
    (password) => {
      let told = '';
      try {
        configOf(`imaps://cases:${password}@mail.example:993/INBOX`);
      } catch (error) {
        told = (error as Error).message;
      }
      expect(told).toMatch(/^IMAP_URL is wrong: .*%25/);
      expect(told).not.toContain('cret@');
      expect(told).not.toContain(password);
    },
  );

  it('is read with its escapes', () => {
    const address = 'imap://me%40town:p%25%23%3F%2F%40@mail.example/Answers%20here';
    expect(configOf(address).IMAP_URL).toBe(address);
    expect(mailboxAt(address)).toEqual({
      ...{ host: 'mail.example', port: 143, isEncrypted: false },
      ...{ user: 'me@town', password: 'p%#?/@', folder: 'Answers here' },
    });
  });

  it.each([
    'https://me:secret@mail.example',
    'imaps://mail.example',
    'imaps://me@mail.example',
    'x',
  ])('is not %s', (address) => {
    expect(() => configOf(address)).toThrow(/^IMAP_URL is wrong/);
  });
});
