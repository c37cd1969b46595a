// A request over kept connections, with as little of the machine's time as can be: what asks and
// what answers share its processors.
import { Agent, request } from 'node:http';

const agent = new Agent({ keepAlive: true });

/**
 * @param body a text or bytes. @returns status, headers and text of the answer. @throws when none
 * comes, or is cut.
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
