import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The configuration that operators install. */
export const shipped = new URL('../../../docs/nginx/pact.conf', import.meta.url);

/**
 * The shipped file with other ports, certificate and folders, and with nothing else changed: for
 * tests and for `npm run bench -- edge`.
 * @param {{ folder: string, plainPort: number, port: number, instances: number[] }} place `folder`
 *   has cert.pem and key.pem; `instances` are the ports of the register.
 */
export function adaptedEdge({ folder, plainPort, port, instances }) {
  const servers = instances.map((instance) => `server 127.0.0.1:${instance};`).join(' ');
  /** @type {[shipped: RegExp, here: string][]} */
  const changes = [
    [/^ *listen \[::\].*\n/gm, ''],
    [/listen 80;/, `listen 127.0.0.1:${plainPort};`],
    [/listen 443 /, `listen 127.0.0.1:${port} `],
    [/server 127\.0\.0\.1:3000;/g, servers],
    [/\/etc\/letsencrypt\/live\/\S+\/fullchain\.pem/, join(folder, 'cert.pem')],
    [/\/etc\/letsencrypt\/live\/\S+\/privkey\.pem/, join(folder, 'key.pem')],
    [/\/run\/nginx-pact/, join(folder, 'cache')],
    [/\/var\/www\/html/g, join(folder, 'www')],
  ];
  return changes.reduce(
    (text, [there, here]) => {
      if (text.search(there) < 0) throw new Error(`${String(there)} is not in ${shipped.pathname}`);
      return text.replace(there, here);
    },
    readFileSync(shipped, 'utf8'),
  );
}
