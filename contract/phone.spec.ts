import { isPhone } from './phone.js';

describe('telephone numbers as people type them', () => {
  it.each([
    '(+33) 3 88 41 20 00',
    '+33 3 88 41 20 00',
    '0033388412000',
    '03.88.41.20.00',
    '0221/221-0',
    '+49 221 221\u20130',
    '+49 221 221-0 ext. 12',
    '+33388412000 poste 12',
    '+44 (0)20 7946 0000 x123',
    '0388412000;ext=12',
    '03 88 41 20 00 / 03 88 41 20 01',
    'Tel. 0221 221 0',
    '\u202a+33 3 88 41 20 00\u202c',
    '+49 (221) 221—0',
    '☎ +33 3 88 41 20 00',
    '☎\ufe0f 03 88 41 20 00 & 01',
    '+33 3 88 41 20 00 «\u00a0standard\u00a0»',
    '210 123 4567 εσωτ. 12',
    '٠١٢٣٤٥٦٧',
  ])('%j can be dialled', (text) => expect(isPhone(text)).toBe(true));

  it.each([
    '',
    '12',
    'hello',
    'ana@town.eu',
    'http://town.eu 12345',
    'town.eu 12345',
    'www.12345.de',
    '12345 <b>',
    '1'.repeat(41),
    'see 12345 '.repeat(9),
  ])('%j cannot', (text) => expect(isPhone(text)).toBe(false));
});
