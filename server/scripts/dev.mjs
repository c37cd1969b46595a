// `npm run dev`: shows in the browser what is saved. Vite hands out the client, and the server, in
// a process of its own, renders pages from the client's sources; a change of the server's files
// starts it again, over the database that stays (docs/decisions/0056).
import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { installed, root } from './prepare.mjs';

await installed();
process.chdir(root);
if (existsSync('.env')) process.loadEnvFile('.env');
const [{ compile, compileAll, dist, isSource }, { createFront }, { Restarting }, client] =
  await Promise.all([
    import('./compile.mjs'),
    import('./front.mjs'),
    import('./restarting.mjs'),
    import('../../client/scripts/dev/vite.mjs'),
  ]);

let vite, server, begin;
/** What comes before both are there waits. */
const begun = new Promise((resolve) => (begin = resolve));
const { PORT: port = '3000', HOST: host = '127.0.0.1' } = process.env;
const front = createFront({
  isVites: (address) => address.startsWith(client.base),
  vite: async () => (await begun, vite.middlewares),
  ready: async () => (await begun, server.ready),
});
await new Promise((listening) => {
  front.once('error', () => stop(`Cannot start: PORT ${port} is already in use.`));
  front.listen(Number(port), host, listening);
});
const watched = ['server/src', 'migrations', 'contract', 'locales'].map((path) => join(root, path));
[vite] = await Promise.all([client.startVite(front, watched), compileAll()]);
server = new Restarting(join(dist, 'server/src/main.js'), {
  env: { ...process.env, BASE_URL: process.env.BASE_URL || `http://localhost:${port}` },
  before: join(root, 'client/scripts/dev/pages.mjs'),
  answer: (payload) => client.moduleFor(vite, payload),
  onRenewed: () => client.reloadPages(vite),
});
const started = server.start();
begin();
// It has said itself why it does not start.
if ((await started) === undefined) await stop('');

let pending = Promise.resolve();
vite.watcher.on('all', (event, file) => {
  if (event === 'addDir' || event === 'unlinkDir') return;
  pending = pending.then(() => show(event, file)).catch((error) => console.error(error.message));
});

/** Brings one saved file to the browser. */
async function show(event, file) {
  const path = relative(root, file).replaceAll('\\', '/');
  if (runsInServer(path)) {
    const started = Date.now();
    if (event === 'unlink') await compileAll();
    else await compile(path);
    client.changesPages(vite, file, false);
    if ((await server.start()) === undefined) return;
    console.log(`${path}: the server runs again after ${Date.now() - started} ms`);
    client.reloadAll(vite);
  } else if (client.changesPages(vite, file, event !== 'change')) server.renew();
}

/** The texts of pages and of the workbench belong to the client. */
function runsInServer(path) {
  return (
    isSource(path) &&
    /^(server\/src|migrations|contract|locales\/\w+\/(mail|papers|pact)\.json)/.test(path)
  );
}

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop());

async function stop(reason) {
  if (reason) console.error(reason);
  await server?.stop();
  process.exit(reason === undefined ? 0 : 1);
}
