import { relative } from 'node:path';
import { filesIn, read, root } from './support/repository.js';

it('S50 the server opens outgoing connections in few places, and only to configured addresses', () => {
  const calling = filesIn('server/src').filter(
    (file) =>
      !file.endsWith('.spec.ts') &&
      /\bfetch\(|\bhttps?\.(get|request)\(|import \{ connect\b|from 'node:(https|tls|dgram)'|from '(undici|openid-client)'/.test(
        read(file),
      ),
  );
  expect(calling.map((file) => relative(root, file)).sort()).toEqual([
    'server/src/accounts/provider/discovery.ts',
    'server/src/accounts/provider/provider.ts',
    'server/src/operations/doctor/surroundings-checks.ts',
    'server/src/platform/documents/s3-store.ts',
    'server/src/platform/documents/virus-scanner.ts',
    'server/src/site/log/witnesses.service.ts',
  ]);
});
