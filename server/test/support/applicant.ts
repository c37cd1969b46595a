import type { Language } from '../../../contract/languages.js';
import type { Response } from 'supertest';
import { deriveToken } from '../../src/platform/text/tokens.js';
import type { SectionName } from '../../../contract/sections.js';
import type { ApplicantSubmissionDto } from '../../src/joining/submissions/submissions.dto.js';
import type { Agent, TestApp } from './app.js';
import { testSecret } from './database-names.js';
import { endorsement, signedPact, type Changes, type Endorsement } from './endorsement.js';
import { tokenIn } from './mailbox.js';

/** A town's officer with a browser and a mailbox. */
export class Applicant {
  reference = '';
  version = 0;

  private constructor(
    readonly register: TestApp,
    readonly browser: Agent,
    readonly endorsement: Endorsement,
  ) {}

  /** Opens the form for the first time. */
  static async begins(
    register: TestApp,
    changes: Changes = {},
    language: Language = 'en',
  ): Promise<Applicant> {
    const applicant = new Applicant(register, register.browser(), endorsement(changes));
    applicant.reference = applicant.keep(
      await applicant.browser.post('/api/v1/submissions').send({ language }).expect(201),
    ).reference;
    return applicant;
  }

  /** Fills in everything and sends it, without proving the address. */
  static async sends(
    register: TestApp,
    changes: Changes = {},
    language: Language = 'en',
  ): Promise<Applicant> {
    const applicant = await Applicant.begins(register, changes, language);
    await applicant.fillsIn();
    await applicant.uploads();
    await applicant.sends();
    return applicant;
  }

  /**
   * Sends an endorsement and proves the address, so that the case waits for staff. For tests that
   * are not about mail, it does not wait for the mail.
   */
  static async endorses(
    register: TestApp,
    changes: Changes = {},
    language: Language = 'en',
  ): Promise<Applicant> {
    const applicant = await Applicant.sends(register, changes, language);
    await applicant.confirms(await applicant.tokenToBeMailed());
    return applicant;
  }

  /** As `endorses`, with the council's decision beside the signed Pact. */
  static async endorsesWithDecision(register: TestApp): Promise<Applicant> {
    const applicant = await Applicant.begins(register);
    await applicant.fillsIn();
    await applicant.uploads();
    await applicant
      .sendsFile(signedPact('Decision'), 'decision.pdf', { kind: 'council_decision' })
      .expect(201);
    await applicant.sends();
    await applicant.confirms();
    return applicant;
  }

  get email(): string {
    return String(this.endorsement.contact['email']);
  }

  get town(): string {
    return String(this.endorsement.authority['nameOfficial']);
  }

  async fillsIn(): Promise<void> {
    for (const [section, value] of Object.entries(this.endorsement)) {
      const response = await this.saves(section as SectionName, value);
      if (response.status !== 200) throw new Error(`${section}: ${JSON.stringify(response.body)}`);
    }
  }

  /** Saves one section, based on version `seen`. */
  async saves(section: SectionName, value: object, seen = this.version): Promise<Response> {
    const response = await this.browser
      .put(`/api/v1/submission/sections/${section}`)
      .set('If-Match', `"${seen}"`)
      .send(value);
    if (response.status === 200) this.keep(response);
    return response;
  }

  /**
   * Uploads a document, by default the signed Pact.
   * @returns its id.
   */
  async uploads(content = signedPact(this.town), name = 'signed-pact.pdf'): Promise<string> {
    const response = await this.sendsFile(content, name).expect(201);
    return (response.body as { id: string }).id;
  }

  /** The request that sends a file, so that a test can inspect its response. */
  sendsFile(
    content: Buffer,
    name = 'signed-pact.pdf',
    fields: { kind?: string; replaces?: string; pledgeId?: string } = { kind: 'signed_pact' },
  ) {
    return this.browser
      .post('/api/v1/submission/documents')
      .field(fields)
      .attach('file', content, name);
  }

  async sends(): Promise<ApplicantSubmissionDto> {
    return this.keep(await this.browser.post('/api/v1/submission/sending').expect(200));
  }

  /** The secret of the latest confirmation mail, as received. */
  async confirmationToken(): Promise<string> {
    await this.register.drain();
    return tokenIn(this.register.mailbox.newest(this.email, /Confirm|Confirmez/));
  }

  async confirms(token?: string): Promise<void> {
    await this.browser
      .post('/api/v1/confirmations')
      .send({ token: token ?? (await this.confirmationToken()) })
      .expect(200);
  }

  /**
   * The secret that the mail will contain, derived from its id in the outbox as the mail worker
   * does.
   */
  private async tokenToBeMailed(): Promise<string> {
    const [mail] = await this.register.sql<{ id: string }>(
      `SELECT data->>'tokenId' AS id FROM outbox JOIN submission s ON s.id = submission_id
        WHERE reference = $1 AND template = 'confirm_email'`,
      [this.reference],
    );
    return deriveToken(testSecret, 'confirm', mail!.id);
  }

  /** The case as the applicant currently sees it. */
  async looks(): Promise<ApplicantSubmissionDto> {
    return this.keep(await this.browser.get('/api/v1/submission').expect(200));
  }

  private keep(response: Response): ApplicantSubmissionDto {
    const submission = response.body as ApplicantSubmissionDto;
    this.version = submission.version;
    return submission;
  }
}
