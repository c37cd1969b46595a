import type { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { limits } from '../config/limits.js';
import { Problem } from '../http/problem.js';
import { tooLarge } from './document-storage.js';
import type { ArrivingFile, IncomingDocument } from './incoming-document.js';

/** A form whose fields come before its files. */
export interface FormWithFiles {
  fields: Record<string, string>;
  /** The accepted files, with the names of their fields. */
  files: (IncomingDocument & { field: string })[];
  /** Why a file, and therefore the form, is refused. */
  refused: Problem | null;
  /** The field of the refused file. */
  refusedField: string | null;
  /** The fields in which files were chosen, as far as the form has been read. */
  chosen: string[];
}

type Take = (file: ArrivingFile, field: string) => Promise<IncomingDocument>;

/**
 * Too many files are counted and refused with a message; the storage stops a file that is too
 * large.
 */
const options = { limits: { files: 20, fields: 24, parts: 44 }, throwFileSizeLimit: false };

/**
 * Reads a form and receives its files as they arrive. The text fields come first, so nothing after
 * a refused file is read.
 * @param take null if no files are expected.
 */
export async function readFormWithFiles(
  request: FastifyRequest,
  take: Take | null,
): Promise<FormWithFiles> {
  const form: FormWithFiles = {
    fields: {},
    files: [],
    refused: null,
    refusedField: null,
    chosen: [],
  };
  const announced = Number(request.headers['content-length'] ?? limits.documentBytes);
  const most = limits.attachmentsAtOnce * limits.documentBytes + limits.bodyBytes;
  try {
    for await (const part of request.parts(options)) {
      if (part.type === 'field') {
        if (typeof part.value === 'string') form.fields[part.fieldname] = part.value;
        continue;
      }
      if (!part.filename) {
        part.file.resume();
        continue;
      }
      form.chosen.push(part.fieldname);
      form.refusedField = part.fieldname;
      if (take === null) break;
      if (announced > most) throw tooLarge();
      if (form.files.length === limits.attachmentsAtOnce) throw tooMany();
      // The whole form is announced once, with its first file.
      const size = form.files.length === 0 ? announced : 0;
      const content: Readable = part.file;
      const arriving = { name: part.filename, content, address: request.ip, announced: size };
      form.files.push({ ...(await take(arriving, part.fieldname)), field: part.fieldname });
      form.refusedField = null;
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    form.refused = error;
  }
  return form;
}

function tooMany(): Problem {
  return new Problem(
    422,
    'too-many-attachments',
    `Attach at most ${limits.attachmentsAtOnce} files.`,
    { max: limits.attachmentsAtOnce },
  );
}
