import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../platform/http/problem.js';
import { check } from '../../platform/http/validation.js';
import { DocumentFieldsDto } from '../submissions/submissions.dto.js';

/**
 * A form with a file, as it arrives: the fields before the file are known, the file is still under
 * way.
 */
export interface DocumentForm {
  file: MultipartFile | undefined;
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
    fields: { ...field('kind'), ...field('replaces'), ...field('pledgeId') },
  };
}

/**
 * @throws Problem 422 naming the wrong fields; the file is then read to its end, so that the answer
 * is heard.
 */
export async function checkDocumentForm({
  file,
  fields,
}: DocumentForm): Promise<{ file: MultipartFile; fields: DocumentFieldsDto }> {
  const { dto, errors } = await check(DocumentFieldsDto, fields);
  if (!file)
    errors.push({ pointer: '/file', key: 'isNotEmpty', params: {}, detail: 'choose a file' });
  if (file && errors.length === 0) return { file, fields: dto };
  drained(file);
  throw Problem.invalid(errors);
}

function drained(file: MultipartFile | undefined): undefined {
  file?.file.resume();
}
