import type { Response } from 'supertest';
import type { EntryDto } from '../../src/workbench/paper-entries/paper-entries.dto.js';
import type { Colleague } from './colleague.js';
import { endorsement, signedPact, type Changes, type Endorsement } from './endorsement.js';

/** A paper endorsement, entered by a colleague. */
export class Paper {
  private constructor(
    readonly staff: Colleague,
    readonly endorsement: Endorsement,
    public entry: EntryDto,
  ) {}

  static async begins(staff: Colleague, changes: Changes = {}): Promise<Paper> {
    const entry = (
      await staff.browser.post('/api/v1/staff/paper-entries').send({ language: 'fr' }).expect(201)
    ).body as EntryDto;
    return new Paper(staff, endorsement(changes), entry);
  }

  /** A complete paper entry: started, filled in, scanned and submitted. */
  static async enters(
    staff: Colleague,
    changes: Changes = {},
    noAutomaticMail = false,
  ): Promise<Paper> {
    const paper = await Paper.begins(staff, changes);
    await paper.keeps(paper.endorsement, noAutomaticMail);
    await paper.scans();
    const response = await paper.enters();
    if (response.status !== 200) throw new Error(JSON.stringify(response.body));
    return paper;
  }

  get path(): string {
    return `/api/v1/staff/paper-entries/${this.entry.id}`;
  }

  async keeps(
    sections: object,
    noAutomaticMail = false,
    seen = this.entry.version,
  ): Promise<Response> {
    const body = { language: 'fr', noAutomaticMail, sections };
    return this.takes(
      await this.staff.browser.put(this.path).set('If-Match', `"${seen}"`).send(body),
    );
  }

  async scans(kind = 'signed_pact'): Promise<string> {
    const scan = signedPact(String(this.endorsement.authority['nameOfficial']));
    const response = await this.staff.browser
      .post(`${this.path}/documents`)
      .field({ kind })
      .attach('file', scan, 'scan.pdf')
      .expect(201);
    return (response.body as { id: string }).id;
  }

  async enters(): Promise<Response> {
    return this.takes(
      await this.staff.browser
        .post(`${this.path}/entry`)
        .set('If-Match', `"${this.entry.version}"`),
    );
  }

  private takes(response: Response): Response {
    if (response.status === 200) this.entry = response.body as EntryDto;
    return response;
  }
}
