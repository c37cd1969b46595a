import { Readable } from 'node:stream';
import type { EntityManager } from 'typeorm';
import type { DocumentsService } from '../../platform/documents/documents.service.js';

/**
 * Adds a document to each demonstration endorsement that has none, so that staff can open it like a
 * real one.
 */
export async function seedDemoDocuments(
  manager: EntityManager,
  documents: DocumentsService,
): Promise<void> {
  const cases = await manager.query<{ id: string; name: string }[]>(
    `SELECT id, answers->'authority'->>'nameEn' AS name FROM submission s
     WHERE demo AND kind = 'endorsement'
       AND NOT EXISTS (SELECT 1 FROM document d WHERE d.submission_id = s.id) ORDER BY id`,
  );
  for (const { id, name } of cases) {
    const ascii = name.replace(/[^\x20-\x7e]/g, '?');
    const incoming = await documents.receive(
      id,
      'signed-pact.pdf',
      Readable.from([
        onePagePdf([
          'Demonstration document',
          `Endorsement of the Pact: ${ascii}`,
          'This is not a real signature.',
        ]),
      ]),
    );
    await documents.attach(manager, id, { kind: 'signed_pact' }, incoming);
  }
}

/** A minimal valid PDF: one page of text lines in Helvetica (ISO 32000-1, 7.5). */
export function onePagePdf(lines: string[]): Buffer {
  const text = lines
    .map(
      (line, index) =>
        `BT /F1 18 Tf 72 ${720 - index * 36} Td (${line.replace(/[\\()]/g, '\\$&')}) Tj ET`,
    )
    .join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 5 0 R ' +
      '>> >> /Contents 4 0 R >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(
    `${body}xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R ` +
      `>>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  );
}
