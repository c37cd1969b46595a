import { device, roughNetwork } from './visitor.js';

describe('S25 a session in words', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) ' +
        'Chrome/140.0 Safari/537.36 Edg/140.0',
      'Edge',
      'Windows',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox', 'Linux'],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 ' +
        'Mobile Safari/537.36',
      'Chrome',
      'Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 (KHTML, like ' +
        'Gecko) Version/18.0 Safari/604',
      'Safari',
      'iPhone',
    ],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 (KHTML, like Gecko) ' +
        'Version/18.0 Safari/605',
      'Safari',
      'macOS',
    ],
    ['curl/8.5.0', '', ''],
  ])('%s', (userAgent, browser, system) => {
    expect(device(userAgent)).toEqual({ browser, system });
  });

  it.each([
    ['192.0.2.17', '192.0.2.x'],
    ['::ffff:192.0.2.17', '192.0.2.x'],
    ['2001:db8:a:b:1:2:3:4', '2001:db8:a::/48'],
  ])('%s is roughly %s', (ip, rough) => {
    expect(roughNetwork(ip)).toBe(rough);
  });
});
