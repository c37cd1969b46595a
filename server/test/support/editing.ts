import type { Response } from 'supertest';
import type {
  EditedSignatoryDto,
  HistoryDto,
} from '../../src/workbench/register-editing/editing.dto.js';
import type { TestApp } from './app.js';
import { Applicant } from './applicant.js';
import type { Colleague } from './colleague.js';

export type Content = EditedSignatoryDto['content'];
export const signatoriesPath = '/api/v1/staff/signatories';

/** A published signatory, as its publisher opens it to edit it. */
export async function publishedTown(
  register: TestApp,
  publisher: Colleague,
): Promise<EditedSignatoryDto> {
  const town = await Applicant.endorses(register);
  const { id } = await publisher.approvesAndPublishes(town.reference);
  return opensSignatory(publisher, id);
}

export async function opensSignatory(who: Colleague, id: string): Promise<EditedSignatoryDto> {
  return (await who.browser.get(`${signatoriesPath}/${id}`).expect(200)).body as EditedSignatoryDto;
}

export async function edits(
  who: Colleague,
  { id, version, content }: EditedSignatoryDto,
  change: Partial<Content>,
  reason = 'A typing error',
): Promise<Response> {
  return who.browser
    .put(`${signatoriesPath}/${id}`)
    .set('If-Match', `"${version}"`)
    .send({ content: { ...content, ...change }, reason });
}

export async function restoresVersion(
  who: Colleague,
  { id, version }: EditedSignatoryDto,
  number: number,
): Promise<Response> {
  return who.browser
    .post(`${signatoriesPath}/${id}/restorations`)
    .set('If-Match', `"${version}"`)
    .send({ number, reason: 'It was right' });
}

export const historyOfSignatory = async (who: Colleague, id: string) =>
  (await who.browser.get(`${signatoriesPath}/${id}/history`).expect(200)).body as HistoryDto;
