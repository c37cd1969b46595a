// Loaded by the server of `npm run dev` before itself (`node --import`): its pages are rendered
// from the client's sources, which Vite hands over from the process that started us.
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ESModulesEvaluator, ModuleRunner } from 'vite/module-runner';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const ofServer = (path) => import(pathToFileURL(join(root, 'server/dist/server/src', path)).href);
const { useClient } = await ofServer('site/pages/client-build.js');
const { ResponseCache } = await ofServer('site/public/response-cache.js');

// The cache knows the register's versions, not those of a page's source.
ResponseCache.prototype.serve = () => false;

const asked = new Map();
let count = 0;
const runner = new ModuleRunner(
  {
    hmr: false,
    transport: {
      invoke: (payload) =>
        new Promise((resolve) => {
          asked.set((count += 1), resolve);
          process.send({ id: count, payload });
        }),
    },
  },
  new ESModulesEvaluator(),
);

let renderer;
const read = async () => {
  renderer = await runner.import('/src/entry-server.ts');
};
// While the server's own modules are still being loaded.
const first = read();
first.catch(() => undefined);

useClient({
  publicFiles: join(root, 'client', 'public'),
  async open() {
    await first;
    return {
      get renderer() {
        return renderer;
      },
      assets: {
        css: ['/vite/src/styles/public-pages.css'],
        script: '/vite/@id/virtual:public',
        modules: [],
        staffCss: [],
        staffScript: '/vite/src/entry-staff.ts',
        staffModules: { en: [], fr: [] },
      },
    };
  },
});

process.on('message', ({ id, answer }) => {
  if (id !== undefined) {
    asked.get(id)(answer);
    asked.delete(id);
    return;
  }
  runner.clearCache();
  read().then(
    () => process.send({ renewed: true }),
    (error) => console.error(`The pages stay as they were: ${error.message}`),
  );
});
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
