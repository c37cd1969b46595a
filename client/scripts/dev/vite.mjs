// Vite for `npm run dev`: hands the client's sources to the browser and to the server, and tells
// both of changes.
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

export const base = '/vite/';

/**
 * The server renders public pages, so no browser module can be replaced for them: they reload.
 */
const publicEntry = {
  name: 'public-entry',
  resolveId: (id) => (id === 'virtual:public' ? id : undefined),
  load: (id) =>
    id === 'virtual:public'
      ? `import '/src/entry-public.ts';
         import.meta.hot.on('pact:pages', () => location.reload());`
      : undefined,
};

/**
 * @param server that the browser's connection for changes comes to.
 * @param more folders to watch.
 */
export async function startVite(server, more) {
  const vite = await createServer({
    root: fileURLToPath(new URL('../..', import.meta.url)),
    base,
    appType: 'custom',
    logLevel: 'warn',
    plugins: [publicEntry],
    server: {
      middlewareMode: true,
      hmr: { server },
      // An editor empties a file before it writes it, and both may be reported as one change.
      watch: { awaitWriteFinish: { stabilityThreshold: 60, pollInterval: 20 } },
    },
  });
  vite.watcher.add(more);
  return vite;
}

/** Answers the server, which asks for a module. */
export const moduleFor = (vite, payload) => vite.environments.ssr.hot.handleInvoke(payload);

/**
 * Whether pages are made from this file.
 * @param isNew a file that was not there may belong to what a page imports by a pattern.
 */
export function changesPages(vite, file, isNew) {
  const { moduleGraph } = vite.environments.ssr;
  if (isNew && file.startsWith(vite.config.root)) {
    moduleGraph.invalidateAll();
    return true;
  }
  moduleGraph.onFileChange(file);
  return (moduleGraph.getModulesByFile(file)?.size ?? 0) > 0;
}

/** Reloads the public pages in every browser, or everything. */
export const reloadPages = (vite) => vite.environments.client.hot.send('pact:pages');
export const reloadAll = (vite) => vite.environments.client.hot.send({ type: 'full-reload' });
