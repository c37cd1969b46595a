import type { Readable } from 'node:stream';
import type { Scan } from './document.entity.js';
import type { Inspection } from './document-inspector.js';
import type { ReceivedFile } from './document-storage.js';

/** A complete, accepted file that is stored and ready to be attached to a submission. */
export interface IncomingDocument extends Inspection {
  id: string;
  fileName: string;
  mediaType: string;
  scan: Scan;
  received: ReceivedFile;
}

/** A file that is being uploaded. */
export interface ArrivingFile {
  name: string;
  content: Readable;
  /** The sender's network address. */
  address: string;
  /** Bytes that are still to come. */
  announced: number;
}
