import { hash } from '@node-rs/argon2';
import { generateSync } from 'otplib';
import { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Response } from 'supertest';
import type { StaffRole } from '../../../contract/kinds.js';
import type { SignatoryAction } from '../../src/register/signatories/signatory.workflow.js';
import type {
  ChangedSignatoryDto,
  ChangeSignatoryDto,
  DecideDto,
} from '../../src/workbench/decisions/decision.dto.js';
import type { QueueDto } from '../../src/workbench/queue/queue.dto.js';
import type { CaseDto } from '../../src/workbench/cases/review.dto.js';
import { Staff } from '../../src/accounts/access/staff.entity.js';
import { sealTotp } from '../../src/accounts/second-factor/totp.js';
import type { Agent, TestApp } from './app.js';
import { testSecret } from './database-names.js';

export const password = 'a long walk by the Ill';
/** The secret in every colleague's authenticator app. */
export const totpSecret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
/** Cheap, because colleagues sign in thousands of times; a hash says itself what it costs. */
const passwordHash = hash(password, { memoryCost: 8, timeCost: 1 });
let next = 0;

/** A signed-in colleague of the Congress. */
export class Colleague {
  private constructor(
    readonly register: TestApp,
    readonly id: string,
    readonly email: string,
    readonly name: string,
    readonly browser: Agent,
  ) {}

  static async signsIn(register: TestApp, ...roles: StaffRole[]): Promise<Colleague> {
    const colleague = await Colleague.exists(register, roles);
    await signInFully(register, colleague.email, colleague.browser);
    return colleague;
  }

  /**
   * An account that nobody has signed in to yet, with an authenticator app, except where the
   * initial password still has to be changed.
   */
  static async exists(
    register: TestApp,
    roles: StaffRole[],
    mustChangePassword = false,
  ): Promise<Colleague> {
    const number = next++;
    const id = uuidv7();
    const staff = {
      id,
      email: `colleague-${number}@congress.example`,
      name: `Colleague ${number}`,
      passwordHash: await passwordHash,
      roles,
      mustChangePassword,
      totpSecret: mustChangePassword ? null : sealTotp(testSecret, id, totpSecret),
      disabledAt: null,
      version: 1,
    };
    await register.app.get(DataSource).manager.insert(Staff, staff);
    return new Colleague(register, staff.id, staff.email, staff.name, register.browser());
  }

  async queue(query: string): Promise<QueueDto> {
    return (await this.browser.get(`/api/v1/staff/submissions?${query}`).expect(200))
      .body as QueueDto;
  }

  /** Finds a waiting case by its reference and opens it. */
  async findsCase(reference: string, show = 'waiting'): Promise<CaseDto> {
    const { items } = await this.queue(`show=${show}&q=${reference}`);
    if (items.length !== 1)
      throw new Error(`${items.length} cases in "${show}" have the reference ${reference}`);
    return this.opensCase(items[0]!.id);
  }

  async opensCase(id: string): Promise<CaseDto> {
    return (await this.browser.get(`/api/v1/staff/submissions/${id}`).expect(200)).body as CaseDto;
  }

  async opensDocuments({ documents }: CaseDto): Promise<Buffer[]> {
    const contents: Buffer[] = [];
    for (const { id } of documents)
      contents.push(
        (
          await this.browser
            .get(`/api/v1/staff/documents/${id}`)
            .buffer(true)
            .parse(bytes)
            .expect(200)
        ).body as Buffer,
      );
    return contents;
  }

  /** Decides, based on the given version of the case. */
  async decides(
    { id, version }: Pick<CaseDto, 'id' | 'version'>,
    decision: Partial<DecideDto>,
  ): Promise<Response> {
    return this.browser
      .post(`/api/v1/staff/submissions/${id}/decisions`)
      .set('If-Match', `"${version}"`)
      .send(decision);
  }

  /** Opens the document, compares duplicates, approves. */
  async approves(reference: string): Promise<CaseDto> {
    const found = await this.findsCase(reference);
    await this.opensDocuments(found);
    const response = await this.decides(found, { verdict: 'approve', duplicatesCompared: true });
    if (response.status !== 200) throw new Error(JSON.stringify(response.body));
    return response.body as CaseDto;
  }

  async changes(
    signatory: { id: string; version: number },
    action: SignatoryAction,
    reason?: string,
    more: Partial<ChangeSignatoryDto> = {},
  ): Promise<Response> {
    return this.browser
      .post(`/api/v1/staff/signatories/${signatory.id}/changes`)
      .set('If-Match', `"${signatory.version}"`)
      .send({ action, ...(reason ? { reason } : {}), ...more });
  }

  /** From the queue to the public register. */
  async approvesAndPublishes(
    reference: string,
  ): Promise<{ id: string; publicId: string; version: number }> {
    const { signatory } = await this.approves(reference);
    const response = await this.changes(signatory!, 'publish');
    if (response.status !== 200) throw new Error(JSON.stringify(response.body));
    return {
      id: signatory!.id,
      publicId: signatory!.publicId,
      version: (response.body as ChangedSignatoryDto).version,
    };
  }
}

/**
 * Both steps, and the password once more: stories that are not about it may change how one signs
 * in. @returns the cookie.
 */
export async function signInFully(
  register: TestApp,
  email: string,
  browser: Agent = register.browser(),
): Promise<string> {
  await signInOnly(register, email, browser);
  return cookieOf(
    await browser.post('/api/v1/staff/session/password').send({ password }).expect(201),
  );
}

/**
 * Both sign-in steps.
 * @returns the cookie.
 */
export async function signInOnly(
  register: TestApp,
  email: string,
  browser: Agent = register.browser(),
): Promise<string> {
  await browser.post('/api/v1/staff/session').send({ email, password }).expect(201);
  const response = await browser
    .post('/api/v1/staff/session/second-factor')
    .send({ oneTimeCode: await nextCode(register, email) })
    .expect(201);
  return cookieOf(response);
}

/**
 * A valid code of the app that was not used yet, so that tests do not wait half a minute for the
 * next one.
 */
export async function nextCode(register: TestApp, email: string): Promise<string> {
  await register.sql('UPDATE staff SET totp_last_step = NULL WHERE email = $1', [email]);
  return generateSync({ secret: totpSecret });
}

/** The cookie set by a response, in the form in which a browser sends it back. */
export function cookieOf(response: Response): string {
  return (response.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!;
}

/** A response body as bytes, whatever its type. */
export function bytes(
  response: Response,
  done: (error: Error | null, body: unknown) => void,
): void {
  const chunks: Buffer[] = [];
  response.on('data', (chunk: Buffer) => chunks.push(chunk));
  response.on('end', () => done(null, Buffer.concat(chunks)));
}
