import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../platform/http/problem.js';
import { check } from '../../platform/http/validation.js';
import { limits } from '../../platform/config/limits.js';
import { tooLarge } from '../../platform/documents/document-storage.js';
import type { ArrivingFile } from '../../platform/documents/incoming-document.js';
import { DocumentFieldsDto } from '../submissions/submissions.dto.js';

/**
 * A form with a file upload: the fields before the file are parsed, the file is still streaming.
 */
export interface DocumentForm {
  file: MultipartFile | undefined;
  /** Bytes of the whole form, as announced by its sender; the maximum if it announces nothing. */
  announced: number;
  /** The network address that it comes from. */
  address: string;
  fields: Partial<Record<keyof DocumentFieldsDto, string>>;
}

/** Reads a multipart form up to its file. */
export async function readDocumentForm(request: FastifyRequest): Promise<DocumentForm> {
  const file = request.isMultipart() ? await request.file() : undefined;
  const field = (name: keyof DocumentFieldsDto) => {
    const part = file?.fields[name];
    const value = part && 'value' in part ? part.value : undefined;
    return typeof value === 'string' && value !== '' ? { [name]: value } : {};
  };
  return {
    file: file?.filename ? file : drained(file),
    announced: Number(request.headers['content-length'] ?? limits.documentBytes),
    address: request.ip,
    fields: { ...field('kind'), ...field('replaces'), ...field('pledgeId') },
  };
}

/**
 * @throws Problem 422 naming the wrong fields, 413 for a form that is announced as too large; the
 *   rest of it is discarded.
 */
export async function checkDocumentForm({
  file,
  fields,
  announced,
  address,
}: DocumentForm): Promise<{ file: ArrivingFile; fields: DocumentFieldsDto }> {
  const { dto, errors } = await check(DocumentFieldsDto, fields);
  if (!file)
    errors.push({ pointer: '/file', key: 'isNotEmpty', params: {}, detail: 'choose a file' });
  const isTooLarge = announced > limits.documentBytes + limits.bodyBytes;
  if (file && errors.length === 0 && !isTooLarge)
    return { file: { name: file.filename, content: file.file, announced, address }, fields: dto };
  drained(file);
  throw isTooLarge ? tooLarge() : Problem.invalid(errors);
}

function drained(file: MultipartFile | undefined): undefined {
  file?.file.resume();
}
