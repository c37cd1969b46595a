import { startApp, type TestApp } from '../support/app.js';

let register: TestApp;
let secure: TestApp;
beforeAll(async () => {
  register = await startApp();
  secure = await startApp({ beside: register, settings: { BASE_URL: 'https://register.example' } });
});
afterAll(async () => {
  await secure.close();
  await register.close();
});

describe('S12 S13 the headers of every kind of answer', () => {
  it.each(['/en', '/en/nowhere', '/en/endorse', '/staff', '/api/v1/signatories', '/api/v1/staff/submissions', '/api/openapi.json', '/livez'])(
    '%s',
    async (path) => {
      const { headers } = await secure.anonymous.get(path);
      const policy = headers['content-security-policy'] ?? '';
      for (const part of [`default-src 'self'`, `script-src 'self'`, `object-src 'none'`, `base-uri 'none'`, `frame-ancestors 'none'`])
        expect(policy.split(';')).toContain(part);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
      });
    },
  );

  it('without TLS nothing promises it', async () => {
    const { headers } = await register.anonymous.get('/en').expect(200);
    expect(headers).not.toHaveProperty('strict-transport-security');
  });
});
