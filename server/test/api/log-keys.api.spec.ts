import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { noteKey } from '../../src/platform/tlog/signed-note.js';
import { keptCheckpointFile } from '../../src/site/log/kept-checkpoint.js';
import { signedBy } from '../../../client/public/verify/verify-register.mjs';
import { startApp, type TestApp } from '../support/app.js';
import { CapturedLog } from '../support/captured-log.js';
import { Colleague } from '../support/colleague.js';
import { publishedTown } from '../support/editing.js';
import { signs, strangerSees } from '../support/public-log.js';

const [oldKey, newKey] = [1, 2].map((byte) => Buffer.alloc(32, byte));
const spelled = (key: Buffer) => key.toString('base64');
const vkey = (key: Buffer) => noteKey('register.example/log', key).verifierKey;
let register: TestApp;
let anna: Colleague;
beforeAll(async () => {
  register = await startApp({ settings: { LOG_KEY: spelled(oldKey!) } });
  anna = await Colleague.signsIn(register, 'reviewer', 'publisher');
  await publishedTown(register, anna);
  await signs(register);
});

const checkpoint = async (from = register) => (await from.anonymous.get('/log/checkpoint')).text;
const notes = () =>
  register.sql<{ size: string; note: string }>(
    'SELECT size, note FROM log_checkpoint ORDER BY size, at',
  );

const others: { app: TestApp; dataDir: string }[] = [];
afterAll(async () => {
  for (const { app, dataDir } of others) {
    await app.close();
    await rm(dataDir, { recursive: true });
  }
  await register.close();
});

/** A second instance on another machine, with these settings. */
async function another(settings: Record<string, string>, folder?: string): Promise<TestApp> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'pact-other-machine-')));
  const app = await startApp({ beside: register, settings: { DATA_DIR: dataDir, ...settings } });
  others.push({ app, dataDir });
  return app;
}

describe('LG4 two instances', () => {
  it('sign one log, whatever the order and however often at once', async () => {
    const other = await another({ LOG_KEY: spelled(oldKey!) });
    for (let round = 0; round < 6; round += 1) {
      await publishedTown(register, anna);
      await Promise.all(
        [register, other, register].map(({ app }) => app.get(JobsService).runAll()),
      );
    }
    await signs(other);
    expect(await checkpoint(other)).toBe(await checkpoint());
    const sizes = (await notes()).map(({ size }) => size);
    expect(new Set(sizes).size).toBe(sizes.length);
    expect(await strangerSees(register, { key: vkey(oldKey!) })).toMatch(/^7 signatories/);
  });

  it('a machine that was offline can continue with its old checkpoint', async () => {
    const [first] = await notes();
    const dataDir = await mkdtemp(join(tmpdir(), 'pact-other-machine-'));
    await writeFile(keptCheckpointFile(dataDir), first!.note);
    const other = await another({ LOG_KEY: spelled(oldKey!) }, dataDir);
    await publishedTown(register, anna);
    await signs(other);
    expect(await readFile(keptCheckpointFile(dataDir), 'utf8')).toBe(await checkpoint());
  });

  it('an instance with another key signs nothing, and says so', async () => {
    await publishedTown(register, anna);
    const before = await notes();
    const log = new CapturedLog();
    const other = await another({ LOG_KEY: spelled(newKey!) });
    await other.app.get(JobsService).runAll();
    log.end();
    expect(await notes()).toEqual(before);
    expect(log.text).toContain('LOG_KEY is not the key of this log');
  });
});

describe('the key of the log is changed', () => {
  it('for a time both sign, so that readers of either can verify; then the old one goes', async () => {
    const both = await another({
      LOG_KEY: spelled(newKey!),
      LOG_KEY_PREVIOUS: spelled(oldKey!),
    });
    await signs(both);
    const note = await checkpoint(both);
    expect(await signedBy(note, vkey(oldKey!))).toBe(0);
    expect(await signedBy(note, vkey(newKey!))).toBe(0);
    expect((await both.anonymous.get('/log/key')).text).toBe(
      `${vkey(newKey!)}\n${vkey(oldKey!)}\n`,
    );
    expect(await strangerSees(both, { key: vkey(oldKey!) })).toMatch(/signatories/);

    const one = await another({ LOG_KEY: spelled(newKey!) });
    await signs(one);
    expect(await signedBy(await checkpoint(one), vkey(oldKey!))).toBeNull();
    expect(await strangerSees(one, { key: vkey(newKey!) })).toMatch(/signatories/);
    expect(await strangerSees(one, { key: vkey(oldKey!) })).toContain('not signed');
  });

  it('a key that nobody has any more is replaced by one that says so', async () => {
    const lost = Buffer.alloc(32, 9);
    const other = await another({ LOG_KEY: spelled(lost), LOG_KEY_PREVIOUS: 'lost' });
    await publishedTown(register, anna);
    await signs(other);
    expect(await signedBy(await checkpoint(other), vkey(lost))).toBe(0);
  });
});
