import { Injectable } from '@nestjs/common';
import type {
  AuthenticationResponseJSON,
  AuthenticatorTransport,
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
  RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { DataSource } from 'typeorm';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { EventsService } from '../../platform/events/events.service.js';
import { Passkey } from './passkey.entity.js';
import { SecondFactorService, type FactorSetUp } from './second-factor.service.js';
import { SecurityMails } from '../access/security-mails.js';
import { SessionsService, type CurrentSession } from '../access/sessions.service.js';
import { Staff } from '../access/staff.entity.js';
import type { Visitor } from '../access/visitor.js';

/**
 * Passkeys as the second factor. They are bound to this site, so no other site can request them.
 */
@Injectable()
export class PasskeysService {
  private readonly site: { expectedOrigin: string; expectedRPID: string };

  constructor(
    { config }: AppContext,
    private readonly database: DataSource,
    private readonly events: EventsService,
    private readonly sessions: SessionsService,
    private readonly secondFactor: SecondFactorService,
    private readonly mails: SecurityMails,
  ) {
    const { origin, hostname } = new URL(config.baseUrl);
    this.site = { expectedOrigin: origin, expectedRPID: hostname };
  }

  of(staffId: string): Promise<Passkey[]> {
    return this.database.manager.find(Passkey, { where: { staffId }, order: { createdAt: 'ASC' } });
  }

  /** The options for registering a new passkey. */
  async offer(
    staff: Staff,
    session: CurrentSession,
  ): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { generateRegistrationOptions } = await webAuthn();
    const options = await generateRegistrationOptions({
      rpName: 'Register of the Pact',
      rpID: this.site.expectedRPID,
      userName: staff.email,
      userDisplayName: staff.name,
      userID: new Uint8Array(Buffer.from(staff.id.replace(/-/g, ''), 'hex')),
      excludeCredentials: (await this.of(staff.id)).map(({ id }) => ({ id })),
      authenticatorSelection: { residentKey: 'preferred', userVerification: 'required' },
    });
    await this.sessions.keepPending(this.database.manager, session.id, {
      newPasskey: options.challenge,
    });
    return options;
  }

  /**
   * Registers a passkey.
   * @throws Problem 422 for a response that does not match the challenge, 409 when there is no
   *   challenge.
   */
  async add(
    staff: Staff,
    session: CurrentSession,
    visitor: Visitor,
    before: string,
    name: string,
    response: Record<string, unknown>,
  ): Promise<FactorSetUp> {
    const { verifyRegistrationResponse } = await webAuthn();
    return this.database.transaction(async (manager) => {
      const { newPasskey } = await this.sessions.takePending(manager, session.id);
      if (!newPasskey) throw nothingPending();
      const { registrationInfo } = await verifyRegistrationResponse({
        response: response as unknown as RegistrationResponseJSON,
        expectedChallenge: newPasskey,
        ...this.site,
        requireUserVerification: true,
      }).catch(() => ({ registrationInfo: undefined }));
      if (!registrationInfo) throw wrongPasskey();
      const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
      if (await manager.existsBy(Passkey, { id })) throw wrongPasskey();
      await manager.insert(Passkey, {
        id,
        staffId: staff.id,
        name,
        publicKey: Buffer.from(publicKey),
        counter: String(counter),
        transports,
      });
      await this.mails.tell(manager, staff.id, 'staff_passkey_added', { passkey: name });
      return this.secondFactor.setUp(manager, staff.id, session, visitor, before, 'passkey');
    });
  }

  /** The options for signing in with a passkey. */
  async ask(staff: Staff, session: CurrentSession): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const { generateAuthenticationOptions } = await webAuthn();
    const options = await generateAuthenticationOptions({
      rpID: this.site.expectedRPID,
      allowCredentials: (await this.of(staff.id)).map(({ id, transports }) => ({
        id,
        transports: transports as AuthenticatorTransport[],
      })),
      userVerification: 'required',
    });
    await this.sessions.keepPending(this.database.manager, session.id, {
      askedPasskey: options.challenge,
    });
    return options;
  }

  /**
   * Completes a partial session, or confirms in a complete one that its owner is present.
   * @returns the session's new secret.
   * @throws Problem 422 for every response that is not valid for one of the colleague's own
   *   passkeys.
   */
  async signIn(
    staff: Staff,
    session: CurrentSession,
    visitor: Visitor,
    before: string,
    response: Record<string, unknown>,
  ): Promise<string> {
    const { verifyAuthenticationResponse } = await webAuthn();
    return this.database.transaction(async (manager) => {
      const { askedPasskey } = await this.sessions.takePending(manager, session.id);
      if (!askedPasskey) throw nothingPending();
      const passkey = await manager.findOne(Passkey, {
        where: { id: String(response['id']), staffId: staff.id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!passkey) throw wrongPasskey();
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: response as unknown as AuthenticationResponseJSON,
        expectedChallenge: askedPasskey,
        ...this.site,
        credential: {
          id: passkey.id,
          publicKey: new Uint8Array(passkey.publicKey),
          counter: Number(passkey.counter),
        },
        requireUserVerification: true,
      }).catch(() => ({ verified: false, authenticationInfo: undefined }));
      if (!verified || !authenticationInfo) throw wrongPasskey();
      await manager.update(Passkey, passkey.id, {
        counter: String(authenticationInfo.newCounter),
        lastUsedAt: () => 'now()',
      });
      return session.secondFactor
        ? this.sessions.proveAgain(manager, session.id)
        : this.sessions.begin(manager, staff.id, visitor, 'passkey', before);
    });
  }

  /**
   * Removes a passkey and ends the other sessions.
   * @throws Problem 409 for the last second factor, 404 when it is another colleague's.
   */
  async remove(staffId: string, sessionId: string, id: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const staff = await manager.findOneOrFail(Staff, {
        where: { id: staffId },
        lock: { mode: 'pessimistic_write' },
      });
      const own = await manager.findBy(Passkey, { staffId });
      const passkey = own.find((one) => one.id === id);
      if (!passkey) throw Problem.notFound();
      if (own.length === 1 && !staff.totpSecret)
        throw new Problem(409, 'last-factor', 'Set up another second factor first.');
      await manager.delete(Passkey, { id });
      await this.sessions.endAllBut(manager, staffId, sessionId);
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staffId },
        action: 'staff.remove_passkey',
        subject: { kind: 'staff', id: staffId },
      });
      await this.mails.tell(manager, staffId, 'staff_passkey_removed', { passkey: passkey.name });
    });
  }
}

/**
 * Loads about 250 files of certificates and ASN.1 at the first use of a passkey, not at startup.
 */
const webAuthn = () => import('@simplewebauthn/server');

function nothingPending(): Problem {
  return new Problem(409, 'nothing-pending', 'Begin again: there is nothing to confirm.');
}

function wrongPasskey(): Problem {
  return new Problem(422, 'passkey-not-accepted', 'This passkey was not accepted.');
}
