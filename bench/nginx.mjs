// nginx for comparison: the same bytes as precompressed files, one worker on the same core.
import { gzipSync } from 'node:zlib';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { request } from './load.mjs';
import { cores, freePort, isInstalled, pinned, startChild, stopChild } from './processes.mjs';

export const hasNginx = isInstalled('nginx');

/**
 * Serves the body of each address as a file.
 * @param secured lines that make it speak TLS; the headers of each address are sent, too.
 * @returns the URLs of the files, in the same order.
 */
export async function startNginx(folder, urls, secured = '') {
  const root = join(folder, 'files');
  const heads = [];
  await mkdir(root);
  for (const [index, url] of urls.entries()) {
    const { body, headers } = await request(url, undefined, 'identity');
    heads.push(secured ? headersOf(headers) : '');
    await writeFile(join(root, `${index}.html`), body);
    await writeFile(join(root, `${index}.html.gz`), gzipSync(body, { level: 6 }));
  }
  const port = await freePort();
  await writeFile(join(folder, 'nginx.conf'), configuration(folder, root, port, secured, heads));
  const protocol = secured ? 'https' : 'http';
  const files = urls.map((_, index) => `${protocol}://127.0.0.1:${port}/${index}.html`);
  const child = await running(join(folder, 'nginx.conf'), files[0]);
  return { files, pid: child.pid, stop: () => stopChild(child) };
}

/** Starts nginx with a configuration on the server's core, and waits until it answers. */
export async function running(file, url) {
  const child = startChild(...pinned(cores.server, 'nginx', ['-c', file, '-e', `${file}.log`]));
  for (let tries = 0; !(await request(url).catch(() => null)); tries += 1) {
    if (tries > 50) throw new Error(`nginx did not start:\n${child.output}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return child;
}

/** The headers of an answer that a file would not have. */
function headersOf(headers) {
  const own = /^(date|server|connection|keep-alive|content-(length|type|encoding)|etag|last-mod)/;
  return Object.entries(headers)
    .filter(([name]) => !own.test(name))
    .map(([name, value]) => `add_header ${name} ${JSON.stringify(value)};`)
    .join(' ');
}

/** Tunes nginx for the fastest static files: no log, sendfile, open file cache, keep-alive. */
function configuration(folder, root, port, secured, heads) {
  const locations = heads.map((head, index) => `location = /${index}.html { ${head} }`).join('\n');
  return `
daemon off;
worker_processes 1;
pid ${folder}/nginx.pid;
events { worker_connections 1024; }
http {
  types { text/html html; }
  access_log off;
  sendfile on;
  tcp_nopush on;
  gzip_static on;
  open_file_cache max=100;
  keepalive_requests 10000000;
  client_body_temp_path ${folder}/temp;
  proxy_temp_path ${folder}/temp;
  fastcgi_temp_path ${folder}/temp;
  uwsgi_temp_path ${folder}/temp;
  scgi_temp_path ${folder}/temp;
  server { listen 127.0.0.1:${port}${secured && ' ssl'}; root ${root}; ${secured} ${locations} }
}
`;
}
