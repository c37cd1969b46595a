import type { Response } from 'supertest';
import type { ImportCheckDto } from '../../src/workbench/imports/import-check.dto.js';
import type { ImportDto, RunImportDto } from '../../src/workbench/imports/imports.dto.js';
import type { SignatoryRowsDto } from '../../src/workbench/register-editing/signatories.dto.js';
import type { Colleague } from './colleague.js';
import { eventually } from './eventually.js';

const path = '/api/v1/staff/imports';

/** A colleague's work with files of signatories. */
export class Importer {
  constructor(private readonly colleague: Colleague) {}

  sends(content: Buffer | string, name = 'table.csv') {
    return this.colleague.browser.post(path).attach('file', Buffer.from(content), name);
  }

  async uploads(content: Buffer | string, name?: string): Promise<ImportDto> {
    return (await this.sends(content, name).expect(201)).body as ImportDto;
  }

  async looksAt(id: string): Promise<ImportDto> {
    return (await this.colleague.browser.get(`${path}/${id}`).expect(200)).body as ImportDto;
  }

  async checks(id: string): Promise<ImportCheckDto> {
    return (await this.colleague.browser.get(`${path}/${id}/check`).expect(200))
      .body as ImportCheckDto;
  }

  says(begun: ImportDto, reading: object): Promise<Response> {
    return this.puts(begun, 'reading', reading);
  }

  maps(begun: ImportDto, mapping: object): Promise<Response> {
    return this.puts(begun, 'mapping', mapping);
  }

  async runs({ id, version }: ImportDto, wanted: Partial<RunImportDto> = {}): Promise<Response> {
    return this.colleague.browser
      .post(`${path}/${id}/run`)
      .set('If-Match', `"${version}"`)
      .send({ publish: false, leaveOutFaulty: false, choices: [], answers: [], ...wanted });
  }

  async ends(id: string): Promise<ImportDto> {
    // An import of many rows takes its time where the computer is busy.
    await eventually(
      async () => expect((await this.looksAt(id)).state).not.toBe('running'),
      30_000,
    );
    return this.looksAt(id);
  }

  /** Checks a file and takes it over. */
  async takesOver(begun: ImportDto, wanted: Partial<RunImportDto> = {}): Promise<ImportDto> {
    expect((await this.runs(begun, wanted)).status).toBe(202);
    return this.ends(begun.id);
  }

  async undoes({ id, version }: ImportDto): Promise<Response> {
    return this.colleague.browser
      .post(`${path}/${id}/undoing`)
      .set('If-Match', `"${version}"`)
      .send({ reason: 'The wrong file' });
  }

  /** The signatories of the register that a query of the list finds. */
  async found(query: string): Promise<SignatoryRowsDto> {
    const address = `/api/v1/staff/signatories?${query}`;
    return (await this.colleague.browser.get(address).expect(200)).body as SignatoryRowsDto;
  }

  private async puts({ id, version }: ImportDto, what: string, body: object): Promise<Response> {
    return this.colleague.browser
      .put(`${path}/${id}/${what}`)
      .set('If-Match', `"${version}"`)
      .send(body);
  }
}
