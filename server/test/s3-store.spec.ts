import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { S3Store } from '../src/platform/documents/s3-store.js';
import { CapturedLog } from './support/captured-log.js';

const refusal = 'the document store did not do as asked';

describe('a document store that is checked every few seconds', () => {
  let [status, code] = [404, 'NoSuchKey'];
  const server = createServer((_, response) =>
    response.writeHead(status).end(`<Error><Code>${code}</Code></Error>`),
  ).listen(0, '127.0.0.1');
  beforeAll(() => once(server, 'listening'));
  afterAll(() => server.close());

  it('is healthy only if it reports a missing file as missing; a failure is logged once', async () => {
    const store = new S3Store({
      STORAGE_URL: `s3+http://127.0.0.1:${(server.address() as AddressInfo).port}/documents`,
      STORAGE_KEY_ID: 'key',
      STORAGE_KEY: 'secret',
    });
    const log = new CapturedLog();
    const logged = () => log.text.split(refusal).length - 1;
    const looks = async (is: 'well' | 'unwell', ...answer: [number, string]) => {
      [status, code] = answer;
      const found = store.check().then(
        () => 'well',
        () => 'unwell',
      );
      expect({ answer, is: await found }).toEqual({ answer, is });
    };
    try {
      await looks('well', 404, 'NoSuchKey');
      await looks('well', 403, 'AccessDenied');
      expect(logged()).toBe(0);
      for (const _ of ['once', 'again']) await looks('unwell', 404, 'NoSuchBucket');
      expect(logged()).toBe(1);
      await looks('unwell', 403, 'InvalidAccessKeyId');
      expect(logged()).toBe(2);
      await looks('well', 404, 'NoSuchKey');
      await looks('unwell', 404, 'NoSuchBucket');
      expect(logged()).toBe(3);
    } finally {
      log.end();
    }
  });
});
