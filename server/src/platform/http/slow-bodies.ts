import type { IncomingMessage } from 'node:http';
import { limits } from '../config/limits.js';

/** A form with a document, and a chunk of a resumable upload. */
const documents = ['multipart/form-data', 'application/offset+octet-stream'];

/**
 * Cuts off clients that trickle data and so tie up a connection. A document may take long on a slow
 * line, with or without scripts, as long as it makes progress; every other body is small and has a
 * fixed time limit.
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
    // If unread data is buffered, we are the slow side (for example while waiting for a database
    // connection), not the sender.
    const weWaited = request.readableLength === 0;
    if (weWaited && socket.bytesRead - before < enough) request.destroy();
    before = socket.bytesRead;
  }, limits.documentPause);
}
