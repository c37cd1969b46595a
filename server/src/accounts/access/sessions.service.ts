import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { hashToken, newToken } from '../../platform/text/tokens.js';
import { limits } from '../../platform/config/limits.js';
import { EventsService } from '../../platform/events/events.service.js';
import { factorWays, nextStep, type FactorWay, type SignInStep } from './sign-in-steps.js';
import type { Pending, SecondFactor } from './staff-session.entity.js';
import { Staff } from './staff.entity.js';
import { roughNetwork, type Visitor } from './visitor.js';

/** The session behind a request. */
export interface CurrentSession {
  id: string;
  secondFactor: SecondFactor | null;
  /** The remaining sign-in step before the workbench opens. */
  step: SignInStep | null;
  /** The second factors that this colleague can use. */
  ways: FactorWay[];
  /**
   * Whether its owner has just confirmed their identity, with the password or the second factor.
   */
  provenAgain: boolean;
}

export interface SignedIn {
  staff: Staff;
  session: CurrentSession;
}

export interface OpenSession {
  id: string;
  browser: string;
  system: string;
  network: string;
  createdAt: Date;
  lastSeenAt: Date;
}

interface Row {
  id: string;
  staffId: string;
  secondFactor: SecondFactor | null;
  hasPasskey: boolean;
  provenAgain: boolean;
  isNew: boolean;
}

/**
 * Manages staff sessions, from the first sign-in step on. All times come from the database, because
 * the clocks of instances may differ.
 */
@Injectable()
export class SessionsService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /**
   * Begins a session after a correct password or a provider sign-in. Without a second factor it is
   * a partial session, which lasts minutes and allows only the next sign-in step. The browser's
   * previous session ends.
   * @returns the cookie's secret.
   */
  async begin(
    manager: EntityManager,
    staffId: string,
    visitor: Visitor,
    factor: SecondFactor | null,
    before?: string,
  ): Promise<string> {
    const token = newToken();
    if (before)
      await manager.query('DELETE FROM staff_session WHERE token_hash = $1', [hashToken(before)]);
    await manager.query(
      `INSERT INTO staff_session (token_hash, staff_id, second_factor, browser, system, network,
        expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(mins => $7))`,
      [
        hashToken(token),
        staffId,
        factor,
        visitor.browser,
        visitor.system,
        roughNetwork(visitor.ip),
        factor ? limits.staffSessionHours * 60 : limits.signInMinutes,
      ],
    );
    if (factor) {
      const subject = { kind: 'staff', id: staffId };
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staffId },
        action: 'staff.sign_in',
        subject,
        details: { secondFactor: factor },
      });
    }
    return token;
  }

  /**
   * The colleague that a session belongs to; null for ended or idle sessions and disabled
   * colleagues.
   */
  async byToken(token: string): Promise<SignedIn | null> {
    const [rows] = await this.database.query<[Row[], number]>(
      `UPDATE staff_session SET last_seen_at = now()
       WHERE token_hash = $1 AND expires_at > now()
         AND last_seen_at > now() - make_interval(mins => $2)
       RETURNING id, staff_id AS "staffId", second_factor AS "secondFactor",
         EXISTS (SELECT 1 FROM staff_passkey passkey
           WHERE passkey.staff_id = staff_session.staff_id) AS "hasPasskey",
         coalesce(proven_at > now() - make_interval(mins => $3), false) AS "provenAgain",
         created_at > now() - make_interval(mins => $3) AS "isNew"`,
      [hashToken(token), limits.staffSessionIdleMinutes, limits.provenAgainMinutes],
    );
    const row = rows[0];
    const staff = row && (await this.database.manager.findOneBy(Staff, { id: row.staffId }));
    if (!staff || staff.disabledAt) return null;
    const has = { totp: staff.totpSecret !== null, passkey: row.hasPasskey };
    const ways = factorWays.filter((way) => has[way]);
    // A colleague who uses the organisation's provider, without a password or factor of ours, can
    // only sign in there again.
    const provenAgain =
      row.provenAgain || (ways.length === 0 && row.secondFactor === 'provider' && row.isNew);
    return {
      staff,
      session: {
        id: row.id,
        secondFactor: row.secondFactor,
        ways,
        provenAgain,
        step: nextStep(staff, row.secondFactor, ways),
      },
    };
  }

  /**
   * Records that the owner has confirmed their identity.
   * @returns the session's new secret, so a copy of the old one no longer works.
   * @throws Problem 401 when it has ended.
   */
  async proveAgain(manager: EntityManager, sessionId: string): Promise<string> {
    const token = newToken();
    const [, renewed] = await manager.query<[unknown, number]>(
      'UPDATE staff_session SET token_hash = $2, proven_at = now() WHERE id = $1',
      [sessionId, hashToken(token)],
    );
    if (renewed === 0) throw new Problem(401, 'not-signed-in', 'Please sign in.');
    return token;
  }

  /** Signs out. */
  async end(token: string, staffId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await manager.query('DELETE FROM staff_session WHERE token_hash = $1', [hashToken(token)]);
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staffId },
        action: 'staff.sign_out',
        subject: { kind: 'staff', id: staffId },
      });
    });
  }

  /** The sessions of a colleague, newest first. */
  async of(staffId: string): Promise<OpenSession[]> {
    return this.database.query<OpenSession[]>(
      `SELECT id, browser, system, network, created_at AS "createdAt", last_seen_at AS "lastSeenAt"
        FROM staff_session
       WHERE staff_id = $1 AND second_factor IS NOT NULL AND expires_at > now()
         AND last_seen_at > now() - make_interval(mins => $2)
       ORDER BY last_seen_at DESC`,
      [staffId, limits.staffSessionIdleMinutes],
    );
  }

  /**
   * Ends one session of a colleague, at their own or an administrator's request.
   * @throws Problem 404 when it belongs to another colleague or has ended already.
   */
  async endOne(actorId: string, staffId: string, sessionId: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [, ended] = await manager.query<[unknown, number]>(
        'DELETE FROM staff_session WHERE id = $1 AND staff_id = $2',
        [sessionId, staffId],
      );
      if (ended === 0) throw Problem.notFound();
      await this.events.append(manager, {
        actor: { kind: 'staff', id: actorId },
        action: 'staff.end_session',
        subject: { kind: 'staff', id: staffId },
      });
    });
  }

  /** Ends all other sessions of the colleague, including partial ones. */
  async endOthers(staffId: string, keep: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      await this.endAllBut(manager, staffId, keep);
      const subject = { kind: 'staff', id: staffId };
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staffId },
        action: 'staff.end_other_sessions',
        subject,
      });
    });
  }

  /** Ends all sessions of a colleague except the given one. */
  async endAllBut(
    manager: EntityManager,
    staffId: string,
    sessionId: string | null,
  ): Promise<void> {
    await manager.query(
      'DELETE FROM staff_session WHERE staff_id = $1 AND id IS DISTINCT FROM $2',
      [staffId, sessionId],
    );
  }

  async keepPending(manager: EntityManager, sessionId: string, pending: Pending): Promise<void> {
    await manager.query('UPDATE staff_session SET pending = $2 WHERE id = $1', [
      sessionId,
      JSON.stringify(pending),
    ]);
  }

  /** Takes what a session has pending. Each can be used only once. */
  async takePending(manager: EntityManager, sessionId: string): Promise<Pending> {
    const rows = await manager.query<{ pending: Pending | null }[]>(
      'SELECT pending FROM staff_session WHERE id = $1 FOR UPDATE',
      [sessionId],
    );
    await manager.query('UPDATE staff_session SET pending = NULL WHERE id = $1', [sessionId]);
    return rows[0]?.pending ?? {};
  }
}
