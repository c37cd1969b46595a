// The built server over a folder of its own, with so many demonstration signatories.
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cores, freePort, pin, run, startChild, stopChild } from './processes.mjs';

const built = fileURLToPath(new URL('../server/dist/server/src/', import.meta.url));
const startSeconds = 60;
/** As the image starts it: without a limit Node lets its heap grow as the machine's memory invites it to, and the figure says little. */
const heapLimit = '--max-old-space-size=256';

/** The environment of a measurement. It never uses a database of the operator's, whatever is set outside. */
function environment(folder, port) {
  return {
    ...process.env,
    DATABASE_URL: '',
    DATABASE_APP_URL: '',
    DATABASE_PUBLIC_URL: '',
    DATA_DIR: folder,
    PORT: String(port),
    HOST: '127.0.0.1',
    BASE_URL: '',
    LOG_LEVEL: 'error',
  };
}

export async function checkBuilt() {
  await access(join(built, 'main.js')).catch(() => {
    throw new Error('the server is not built: run npm run build first');
  });
}

/** Fills the folder's register. @returns seconds, with the start of the database and everything else. */
export async function seedRegister(folder, signatories) {
  const started = Date.now();
  // In the folder, so that no .env of the checkout is read.
  await run(process.execPath, [join(built, 'commands', 'seed-demo.js'), String(signatories)], { cwd: folder, env: environment(folder, 3000) });
  return (Date.now() - started) / 1000;
}

/** Starts the server and moves it to its core once it is ready. PostgreSQL, which it starts, may use all of them. */
export async function startProduct(folder) {
  const port = await freePort();
  const child = startChild(process.execPath, [heapLimit, join(built, 'main.js')], { cwd: folder, env: environment(folder, port) });
  for (let waited = 0; !child.output.includes('Ready at'); waited += 0.1) {
    if (child.exitCode !== null || waited > startSeconds) throw new Error(`the server did not start:\n${child.output}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  pin(child.pid, cores.server);
  return { origin: `http://127.0.0.1:${port}`, memory: () => memoryOf(child.pid), work: () => workOf(child.pid), stop: () => stopChild(child) };
}

/** Resident memory of the server's process in MB, without its database; null where there is no /proc. */
async function memoryOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
  return kilobytes ? Math.round(Number(kilobytes) / 1024) : null;
}

/** Seconds of processor time that the server's process has used; on a busy machine they tell more than the clock. */
async function workOf(pid) {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')).split(') ')[1]?.split(' ');
  const ticksPerSecond = 100;
  return fields ? (Number(fields[11]) + Number(fields[12])) / ticksPerSecond : null;
}
