import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import { freePort } from './program.js';

interface S3rver {
  run(): Promise<unknown>;
  close(): Promise<void>;
  httpServer: Server;
}
const S3rver = createRequire(import.meta.url)('s3rver') as new (options: object) => S3rver;

/** A real S3 server (s3rver), which verifies signatures and can be stopped. */
export class ObjectStore {
  private server: S3rver | undefined;

  private constructor(
    private readonly port: number,
    private readonly folder: string,
  ) {}

  static async open(): Promise<ObjectStore> {
    const store = new ObjectStore(await freePort(), await mkdtemp(join(tmpdir(), 'pact-s3-')));
    await store.comesBack();
    return store;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The settings of an instance that uses it. s3rver knows one key. */
  get settings(): Record<string, string> {
    return {
      STORAGE_URL: `s3+http://127.0.0.1:${this.port}/documents`,
      STORAGE_KEY_ID: 'S3RVER',
      STORAGE_KEY: 'S3RVER',
    };
  }

  async comesBack(): Promise<void> {
    this.server = new S3rver({
      port: this.port,
      address: '127.0.0.1',
      silent: true,
      directory: this.folder,
      configureBuckets: [{ name: 'documents' }],
    });
    await this.server.run();
  }

  async stops(): Promise<void> {
    this.server?.httpServer.closeAllConnections();
    await this.server?.close();
  }

  /** The names of all its files, sorted. */
  async names(): Promise<string[]> {
    const client = new AwsClient({
      accessKeyId: 'S3RVER',
      secretAccessKey: 'S3RVER',
      service: 's3',
      region: 'us-east-1',
    });
    const text = await (await client.fetch(`${this.url}/documents?list-type=2`)).text();
    return [...text.matchAll(/<Key>([^<]+)<\/Key>/g)]
      .map(([, key]) => key!.split('/').pop()!)
      .sort();
  }

  async close(): Promise<void> {
    await this.stops();
    await rm(this.folder, { recursive: true, force: true });
  }
}
