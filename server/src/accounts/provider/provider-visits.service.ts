import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { hashToken, newToken } from '../../platform/text/tokens.js';
import { limits } from '../../platform/config/limits.js';
import { InvitationsService } from '../colleagues/invitations.service.js';
import { SessionsService, type SignedIn } from '../access/sessions.service.js';
import type { Visitor } from '../access/visitor.js';
import { IdentitiesService } from './identities.service.js';
import { Provider, refused, type ProvenIdentity } from './provider.js';

/** The secret for the browser's cookie, and the URL to redirect to. */
export interface Departure {
  secret: string;
  address: string;
}

/** The result of a visit: a new session's secret, or the existing session, now linked. */
export type Arrival = { token: string } | { linked: SignedIn };

interface Visit {
  sessionId: string | null;
  invitationId: string | null;
}

/**
 * Round trips to the provider, to sign in, accept an invitation or link an identity. A visit is
 * bound to its browser by the secret in its cookie and ends with the first answer, whatever that
 * is.
 */
@Injectable()
export class ProviderVisitsService {
  constructor(
    private readonly database: DataSource,
    private readonly provider: Provider,
    private readonly identities: IdentitiesService,
    private readonly invitations: InvitationsService,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * Begins a visit to sign in or, with an invitation's secret, to accept it.
   * @throws Problem 410 for an invitation that does not work.
   */
  async begin(invitation?: string): Promise<Departure> {
    this.requireProvider();
    return this.depart({
      sessionId: null,
      invitationId: invitation ? (await this.invitations.read(invitation)).link : null,
    });
  }

  /** Begins a visit to link an identity to this session's account. */
  async beginLink(sessionId: string): Promise<Departure> {
    this.requireProvider();
    return this.depart({ sessionId, invitationId: null });
  }

  /**
   * Processes the provider's answer.
   * @throws Problem 401 for an invalid answer, 403 for a person who is not or no longer a
   *   colleague, 409 for an identity that is already linked.
   */
  async end(
    secret: string | undefined,
    answer: string,
    visitor: Visitor,
    current: SignedIn | null,
    before: string | undefined,
  ): Promise<Arrival> {
    this.requireProvider();
    const visit = secret === undefined ? null : await this.take(secret);
    if (secret === undefined || !visit) throw refused('no-visit');
    const identity = await this.provider.identity(secret, answer);
    if (visit.sessionId) return this.link(visit.sessionId, identity, current);
    return {
      token: await (visit.invitationId
        ? this.accept(visit.invitationId, identity, visitor, before)
        : this.signIn(identity, visitor, before)),
    };
  }

  private async signIn(
    identity: ProvenIdentity,
    visitor: Visitor,
    before: string | undefined,
  ): Promise<string> {
    return this.database.transaction(async (manager) => {
      const staffId = await this.identities.owner(manager, identity);
      if (!staffId)
        throw new Problem(403, 'identity-unknown', 'No account is linked to you there.');
      return this.sessions.begin(manager, staffId, visitor, factorOf(identity), before);
    });
  }

  private async accept(
    invitationId: string,
    identity: ProvenIdentity,
    visitor: Visitor,
    before: string | undefined,
  ): Promise<string> {
    return this.database.transaction(async (manager) => {
      const staffId = await this.invitations.open(manager, invitationId);
      await this.identities.link(manager, staffId, identity, null);
      return this.sessions.begin(manager, staffId, visitor, factorOf(identity), before);
    });
  }

  /** Links only in the session that started the visit, and only while it is open. */
  private async link(
    sessionId: string,
    identity: ProvenIdentity,
    current: SignedIn | null,
  ): Promise<Arrival> {
    if (current?.session.id !== sessionId || current.session.step) throw refused('another-session');
    await this.database.transaction((manager) =>
      this.identities.link(manager, current.staff.id, identity, sessionId),
    );
    return { linked: current };
  }

  private async depart({ sessionId, invitationId }: Visit): Promise<Departure> {
    const secret = newToken();
    const address = await this.provider.address(secret);
    await this.database.query(
      `INSERT INTO staff_provider_visit (hash, session_id, invitation_id, expires_at)
        VALUES ($1, $2, $3, now() + make_interval(mins => $4))`,
      [hashToken(secret), sessionId, invitationId, limits.providerVisitMinutes],
    );
    return { secret, address };
  }

  /** Deleting the visit makes a second answer to it fail. */
  private async take(secret: string): Promise<Visit | null> {
    const [[visit]] = await this.database.query<[Visit[], number]>(
      `DELETE FROM staff_provider_visit WHERE hash = $1 AND expires_at > now()
        RETURNING session_id AS "sessionId", invitation_id AS "invitationId"`,
      [hashToken(secret)],
    );
    return visit ?? null;
  }

  private requireProvider(): void {
    if (this.provider.name === null) throw Problem.notFound();
  }
}

/**
 * The provider's claim replaces the second factor only if the settings say so. Otherwise ours
 * follows, as after a password.
 */
function factorOf({ secondFactor }: ProvenIdentity): 'provider' | null {
  return secondFactor ? 'provider' : null;
}
