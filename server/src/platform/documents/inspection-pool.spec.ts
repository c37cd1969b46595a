import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bomb } from '../../../test/support/pdfs.js';
import { RawPdf } from '../../../test/support/raw-pdfs.js';
import { limits } from '../config/limits.js';
import { InspectionPool } from './inspection-pool.js';

let folder: string;
let pool: InspectionPool;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pact-pool-'));
});
afterAll(() => rm(folder, { recursive: true }));
const usual = { ...limits };
beforeEach(() => {
  // The machine may be busy with other tests, so a second of processor time can take long.
  Object.assign(limits, { inspectionProcessorTime: 1_000, inspectionTime: 60_000 });
  pool = new InspectionPool();
});
afterEach(() => {
  Object.assign(limits, usual);
  pool.close();
});

let next = 0;
async function written(content: Buffer): Promise<string> {
  const path = join(folder, String(next++));
  await writeFile(path, content);
  return path;
}
function reads(path: string, owner: string): Promise<unknown> {
  return pool.read({ path, cleanPath: `${path}.clean`, mediaType: 'application/pdf' }, owner);
}
const honest = RawPdf.page('The Pact').end();
const parentheses = Buffer.from(`%PDF-1.7\n1 0 obj\n${'('.repeat(3_000_000)}`);

describe('RL9 files are read in a pool, each within its time', () => {
  it('of three seconds', () => expect(usual.inspectionProcessorTime).toBe(3_000));

  it('one that takes more than its processor time is stopped, and other networks’ files are read meanwhile', async () => {
    const order: string[] = [];
    const told = (name: string) => (outcome: unknown) => {
      order.push(name);
      return outcome;
    };
    const [long, short] = [await written(parentheses), await written(honest)];
    const choking = reads(long, 'stranger').then(told('choking'));
    const behind = reads(short, 'stranger').then(told('behind it'));
    const others = ['one', 'two', 'three'].map((owner) => reads(short, owner).then(told(owner)));
    for (const outcome of await Promise.all(others))
      expect(outcome).toMatchObject({ noCopy: null });
    expect(await choking).toBeUndefined();
    expect(await behind).toMatchObject({ noCopy: null });
    expect(order).toEqual(['one', 'two', 'three', 'choking', 'behind it']);
  });

  it('one that takes too much memory is stopped, and the next is read', async () => {
    const outcome = await reads(await written(bomb()), 'stranger');
    expect(outcome ?? { refusal: 'unreadable' }).toEqual({ refusal: 'unreadable' });
    expect(await reads(await written(honest), 'stranger')).toMatchObject({ noCopy: null });
  });

  it('a network that has sent many files waits, the others do not', async () => {
    const path = await written(honest);
    // One is read, the others wait.
    for (let index = 0; index <= limits.filesWaitingPerNetwork; index += 1) {
      expect(pool.isFull('stranger')).toBe(false);
      void reads(path, 'stranger');
    }
    expect(pool.isFull('stranger')).toBe(true);
    expect(pool.isFull('another')).toBe(false);
  });

  it('the processes know nothing of our environment', async () => {
    const source = await readFile(new URL('./inspection-pool.ts', import.meta.url), 'utf8');
    expect(source).toMatch(/env: \{\},/);
  });
});
