import { createServer, type AddressInfo, type Server } from 'node:net';
import { FairPool } from './fair-pool.js';

/** A message of the PostgreSQL protocol: type, length, content. */
function message(kind: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(kind), length, content]);
}
const ok = message('R', Buffer.alloc(4));
const ready = message('Z', Buffer.from('I'));
const shutdown = message(
  'E',
  Buffer.from('SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0'),
);

describe('RL5 a connection that ends during its first packet', () => {
  let server: Server;
  beforeAll(async () => {
    server = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () => socket.end(Buffer.concat([ok, ready, shutdown])));
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });
  afterAll(() => new Promise((closed) => server.close(closed)));

  it('fails the current query and nothing else', async () => {
    const { port } = server.address() as AddressInfo;
    const pool = new FairPool({ host: '127.0.0.1', port, user: 'pact', database: 'pact' });
    pool.on('error', () => undefined);
    const client = await pool.connect();
    await expect(client.query('SELECT 1')).rejects.toThrow(/not queryable|terminat/);
    client.release(true);
    await pool.end();
  });
});
