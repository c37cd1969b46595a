import type { IncomingMessage } from 'node:http';
import { limits } from '../config/limits.js';

/** A form with a document, and a piece of one. */
const documents = ['multipart/form-data', 'application/offset+octet-stream'];

/**
 * A document may take long on a slow line, without scripts too, and lives as long as it makes
 * progress; everything else that people send is small. Whoever sends drop by drop keeps a
 * connection from others and is cut off.
 */
export function cutSlowBody(request: IncomingMessage): void {
  const {
    'content-length': length = '0',
    'transfer-encoding': encoding,
    'content-type': type = '',
  } = request.headers;
  if (length === '0' && !encoding) return;
  const timer = documents.some((each) => type.startsWith(each))
    ? belowRate(request)
    : setTimeout(() => request.destroy(), limits.bodyTime);
  timer.unref();
  const arrived = () => clearInterval(timer);
  request.once('end', arrived).once('close', arrived);
}

function belowRate(request: IncomingMessage): NodeJS.Timeout {
  const { socket } = request;
  const enough = (limits.documentRate * limits.documentPause) / 1000;
  let before = socket.bytesRead;
  return setInterval(() => {
    // What has come and is not taken waits for us, such as for a connection to the database: then
    // it is not the sender who is slow.
    const weWaited = request.readableLength === 0;
    if (weWaited && socket.bytesRead - before < enough) request.destroy();
    before = socket.bytesRead;
  }, limits.documentPause);
}
