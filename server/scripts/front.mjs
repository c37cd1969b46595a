// What the browser talks to under `npm run dev`: files of Vite, and everything else from the
// server, for which requests wait while it starts again.
import { createServer, request } from 'node:http';

/**
 * @param isVites whether Vite answers this address.
 * @param vite resolves to Vite's middleware.
 * @param ready resolves to the server's port when it answers, or to undefined when it has ended.
 */
export function createFront({ isVites, vite, ready }) {
  return createServer(async (incoming, outgoing) => {
    if (isVites(incoming.url)) return (await vite())(incoming, outgoing);
    const port = await ready();
    if (port === undefined) return refuse(outgoing, 'The server has ended: see the terminal.');
    const { method, url: path, headers } = incoming;
    const onward = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.statusMessage, forVite(answer.headers));
      answer.pipe(outgoing);
      answer.on('error', () => outgoing.destroy());
    });
    onward.on('error', () => refuse(outgoing, 'The server is starting again: load once more.'));
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
}

/** Vite writes styles into the page, and listens at a web socket. */
function forVite(headers) {
  const policy = headers['content-security-policy'];
  return policy
    ? {
        ...headers,
        'content-security-policy': policy
          .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
          .replace("connect-src 'self'", "connect-src 'self' ws:"),
      }
    : headers;
}

function refuse(outgoing, reason) {
  if (outgoing.headersSent) return outgoing.destroy();
  outgoing.writeHead(503, { 'content-type': 'text/plain' });
  outgoing.end(reason);
}
