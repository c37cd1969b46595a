import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DataSource } from 'typeorm';
import {
  bumpRegisterVersion,
  type VersionKind,
} from '../../src/platform/settings/register-version.js';
import { PagesService } from '../../src/site/pages/pages.service.js';
import { Makers } from '../../src/site/public/makers.js';
import { RegisterClock } from '../../src/site/public/register-clock.js';
import { answerKey, ResponseCache } from '../../src/site/public/response-cache.js';
import { startApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';

const readers = 64;

let register: TestApp;
let cache: ResponseCache;
beforeAll(async () => {
  register = await startApp({ described: true });
  cache = register.app.get(ResponseCache);
});
afterAll(() => register.close());

async function aVersionThat(kind: VersionKind): Promise<number> {
  await register.app
    .get(DataSource)
    .transaction((manager) => bumpRegisterVersion(manager, 'by the operator', kind));
  await register.hearsOfChanges();
  const [row] = await register.sql<{ version: string }>('SELECT version FROM register');
  return Number(row!.version);
}

const reads = (path: string) => register.anonymous.get(path).expect(200);
const versionOf = ({ headers }: Awaited<ReturnType<typeof reads>>) =>
  Number(headers['x-register-version']);

const isMade = (path: string) =>
  eventually(async () =>
    expect(register.app.get(Makers).isMaking(answerKey(path, 'gzip, deflate'))).toBe(true),
  );

/** Pages are made only when the test says so. */
function pagesWait(): () => void {
  const pages = register.app.get(PagesService);
  const made = pages.send.bind(pages);
  const gate: { open?: () => void } = {};
  const opened = new Promise<void>((open) => {
    gate.open = open;
  });
  pages.send = async (...page: Parameters<typeof made>) => {
    await opened;
    await made(...page);
  };
  return () => {
    pages.send = made;
    gate.open?.();
  };
}

describe('RL1 PF1 one request makes an answer for all who ask for it', () => {
  it.each(['/en', '/en/signatories?country=FR', '/api/v1/signatories?q=a'])(
    `%s just changed, ${readers} readers: made once`,
    async (path) => {
      await aVersionThat('removes');
      const before = cache.misses;
      const answers = await Promise.all(Array.from({ length: readers }, () => reads(path)));
      expect(cache.misses - before).toBe(1);
      expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    },
  );

  it('who hangs up does not end it for the others', async () => {
    await aVersionThat('removes');
    const before = cache.misses;
    const open = pagesWait();
    const { port } = register.app.getHttpServer().address() as AddressInfo;
    const gone = get({ port, path: '/en', headers: { 'accept-encoding': 'gzip, deflate' } });
    gone.on('error', () => undefined);
    await isMade('/en');
    const others = Promise.all(Array.from({ length: 5 }, () => reads('/en')));
    await new Promise((sent) => setTimeout(sent, 200));
    gone.destroy();
    await new Promise((heard) => setTimeout(heard, 100));
    open();
    await others;
    expect(cache.misses - before).toBe(1);
  });

  it('each learns for itself that there is nothing', async () => {
    await aVersionThat('removes');
    const missing = () => register.anonymous.get('/en/signatories/aaaaaaaa-nothing');
    const answers = await Promise.all(Array.from({ length: 20 }, missing));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]));
  });
});

describe('TR3 the answer before, while the new one is made', () => {
  const path = '/fr/signatories';

  it.each([
    ['adds', 'is served for a moment'],
    ['removes', 'is served to nobody'],
  ] as const)('of a version that %s: the one before %s', async (kind, _) => {
    await aVersionThat('removes');
    const old = versionOf(await reads(path));
    const version = await aVersionThat(kind);
    const clock = register.app.get(RegisterClock);
    const open = pagesWait();
    const maker = reads(path).then(versionOf);
    await isMade(path);
    clock.heardAt = Date.now() + 60_000;
    const other = reads(path).then(versionOf);
    if (kind === 'adds') expect(await other).toBe(old);
    else await new Promise((asked) => setTimeout(asked, 300));
    // A moment later it is no longer served at all.
    clock.heardAt = Date.now() - 1_001;
    const later = reads(path).then(versionOf);
    await new Promise((sent) => setTimeout(sent, 200));
    open();
    expect(await maker).toBe(version);
    expect(await other).toBe(kind === 'adds' ? old : version);
    expect(await later).toBe(version);
  });
});
