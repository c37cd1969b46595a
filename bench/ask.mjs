// Sends a request over a keep-alive connection with as little CPU time as possible, because client
// and server share the machine's cores.
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

/**
 * @param body a text or bytes.
 * @returns status, headers and text of the response.
 * @throws when there is no response, or it is cut off.
 */
export function ask(address, { method = 'GET', headers = {}, body, signal } = {}) {
  return new Promise((resolve, reject) => {
    const asking = request(address, {
      method,
      agent,
      signal,
      headers: body ? { ...headers, 'content-length': Buffer.byteLength(body) } : headers,
    });
    asking.on('error', reject);
    asking.on('response', (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          text: Buffer.concat(chunks).toString(),
        }),
      );
    });
    asking.end(body);
  });
}
