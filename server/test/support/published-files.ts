import type { CaseFilesDto } from '../../src/workbench/cases/published-files.dto.js';
import type { TestApp } from './app.js';
import { Applicant } from './applicant.js';
import { bytes, type Colleague } from './colleague.js';

export const filesOfCase = async (staff: Colleague, submissionId: string) =>
  (await staff.browser.get(`/api/v1/staff/submissions/${submissionId}/files`).expect(200))
    .body as CaseFilesDto;

/** Asks to publish the copy that there is, whether or not it was opened. */
export const publishesCopy = async (
  register: TestApp,
  by: Colleague,
  documentId: string,
  body: object = { title: 'The decision', language: 'en' },
) => {
  const [row] = await register.sql<{ sha256: string | null }>(
    `SELECT encode(clean_sha256, 'hex') AS sha256 FROM document WHERE id = $1`,
    [documentId],
  );
  return by.browser
    .put(`/api/v1/staff/documents/${documentId}/publication`)
    .send({ sha256: row?.sha256 ?? '0'.repeat(64), ...body });
};

export const opensCopy = (documentId: string, by: Colleague) =>
  by.browser
    .get(`/api/v1/staff/documents/${documentId}/copy`)
    .buffer(true)
    .parse(bytes)
    .expect(200);

export const opensAndPublishesCopy = async (
  register: TestApp,
  by: Colleague,
  documentId: string,
  body?: object,
) => {
  await opensCopy(documentId, by);
  expect((await publishesCopy(register, by, documentId, body)).status).toBe(204);
};

/** A published town that sent its decision along, and its case. */
export async function joinedWithDecision(
  register: TestApp,
  staff: Colleague,
): Promise<{
  town: Applicant;
  submissionId: string;
  signatory: { id: string; publicId: string; version: number };
}> {
  const town = await Applicant.endorsesWithDecision(register);
  const signatory = await staff.approvesAndPublishes(town.reference);
  const [row] = await register.sql<{ id: string }>(
    'SELECT id FROM submission WHERE reference = $1',
    [town.reference],
  );
  return { town, submissionId: row!.id, signatory };
}
