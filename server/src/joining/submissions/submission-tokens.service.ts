import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull, Not, type EntityManager } from 'typeorm';
import { AppContext } from '../../platform/database/app-context.js';
import { deriveToken, hashToken } from '../../platform/text/tokens.js';
import { prepared } from '../../platform/database/prepared.js';
import { rolesFor } from './case-actions.js';
import type { SessionPerson } from './case-person.entity.js';
import { Submission } from './submission.entity.js';
import { SubmissionToken, type TokenPurpose } from './submission-token.entity.js';

/** In the shape of `ShownDocument`. */
const documentsOf = (submissionId: string) => `
  SELECT coalesce(json_agg(json_build_object('id', d.id, 'kind', d.kind, 'fileName', d.file_name,
    'mediaType', d.media_type, 'bytes', d.bytes,
    'pledgeId', d.pledge_id) ORDER BY d.uploaded_at, d.id), '[]') FROM document d
      WHERE d.submission_id = ${submissionId}`;

/** In the shape of `SessionPerson`; null for the contact. */
const sessionPerson = `CASE WHEN p.id IS NOT NULL THEN
  json_build_object('id', p.id, 'role', p.role, 'name', p.name) END`;
const withPerson = 'LEFT JOIN case_person p ON p.id = t.person_id';
/** For a supporting association: it is on the register. */
const isListed = `(p.association_id IS NULL OR EXISTS (SELECT 1 FROM signatory g
  WHERE g.endorsement_id = p.association_id AND g.state = 'published'))`;
const supporting = rolesFor['support members'].map((role) => `'${role}'`).join();
/**
 * A member's draft opened from an association's own case stays open as long as that session does,
 * and its person may still support members.
 */
const isOpenBehind = `(t.data ->> 'from' IS NULL OR EXISTS (
  SELECT 1 FROM submission_token f LEFT JOIN case_person q ON q.id = f.person_id
  WHERE f.id = (t.data ->> 'from')::uuid AND f.submission_id = p.association_id
    AND f.expires_at > now() AND (f.person_id IS NULL OR (q.accepted_at IS NOT NULL
      AND q.removed_at IS NULL AND q.role IN (${supporting})))))`;
/** People who were removed, or have to be invited again, have no session. */
const takesPart = `(t.person_id IS NULL OR (p.accepted_at IS NOT NULL AND p.removed_at IS NULL
  AND ${isListed} AND ${isOpenBehind}))`;

/**
 * Issues and finds the secrets of submissions. All times come from the database, because the clocks
 * of instances may differ.
 */
@Injectable()
export class SubmissionTokensService {
  private readonly opening: string;

  constructor(
    private readonly context: AppContext,
    private readonly database: DataSource,
  ) {
    const columns = database
      .getMetadata(Submission)
      .columns.map(({ databaseName: name, propertyName, type }) => {
        const column = type === 'date' ? `s.${name}::text` : `s.${name}`;
        return `${column} AS "${propertyName}"`;
      });
    this.opening = `
      SELECT ${columns.join()}, (${documentsOf('s.id')}) AS documents, ${sessionPerson} AS person
      FROM submission_token t JOIN submission s ON s.id = coalesce(t.open_id, t.submission_id)
      ${withPerson} WHERE t.hash = $1 AND t.purpose = 'applicant_session'
        AND t.expires_at > now() AND ${takesPart}`;
  }

  /**
   * @param data what the token refers to besides its submission; never a secret.
   * @param personId whose link or session it is, when it is not the contact's.
   */
  async issue(
    manager: EntityManager,
    submissionId: string,
    purpose: TokenPurpose,
    hours: number,
    data: Record<string, string> = {},
    personId: string | null = null,
  ): Promise<{ id: string; token: string }> {
    const id = randomUUID();
    const token = this.secretOf(id, purpose);
    await manager.query(
      `INSERT INTO submission_token
         (id, hash, purpose, submission_id, expires_at, data, person_id)
        VALUES ($1, $2, $3, $4, now() + make_interval(secs => $5), $6, $7)`,
      [id, hashToken(token), purpose, submissionId, hours * 3600, JSON.stringify(data), personId],
    );
    return { id, token };
  }

  /** The secret of an already issued token, derived from its id with the installation's secret. */
  secretOf(id: string, purpose: TokenPurpose): string {
    return deriveToken(this.context.secret, purpose, id);
  }

  /** The token's row, used or not, or null when it is unknown, expired or for another purpose. */
  async find(
    manager: EntityManager,
    token: string,
    purpose: TokenPurpose,
  ): Promise<SubmissionToken | null> {
    return manager
      .createQueryBuilder(SubmissionToken, 'token')
      .where('token.hash = :hash AND token.purpose = :purpose AND token.expiresAt > now()', {
        hash: hashToken(token),
        purpose,
      })
      .getOne();
  }

  /**
   * The submission in the session's form, with its documents, in one statement, because every
   * request of an applicant starts with it.
   */
  async opens(token: string): Promise<Submission | null> {
    const [row] = await prepared<Submission>(
      this.database,
      'submission opened by a session',
      this.opening,
      [hashToken(token)],
    );
    return row ? Object.assign(new Submission(), row) : null;
  }

  /**
   * The endorsement that a session belongs to, whatever its form shows, and the person who uses it;
   * null without a session, or if that person no longer takes part.
   */
  async home(token: string): Promise<Submission | null> {
    const { manager } = this.database;
    const [row] = await manager.query<{ id: string; person: SessionPerson | null }[]>(
      `SELECT t.submission_id AS id, ${sessionPerson} AS person FROM submission_token t
       ${withPerson} WHERE t.hash = $1 AND t.purpose = 'applicant_session'
         AND t.expires_at > now() AND ${takesPart}`,
      [hashToken(token)],
    );
    const home = row && (await manager.findOneBy(Submission, { id: row.id }));
    return home ? Object.assign(home, { person: row.person }) : null;
  }

  /**
   * Marks the token as used.
   * @returns false when it was used already.
   */
  async use(manager: EntityManager, id: string): Promise<boolean> {
    const [, count] = await manager.query<[unknown, number]>(
      `UPDATE submission_token SET used_at = now() WHERE id = $1 AND used_at IS NULL`,
      [id],
    );
    return count === 1;
  }

  /**
   * Ends every session of the submission. A person who filled in the form before the address was
   * proven gets no access to the case.
   */
  async endSessions(manager: EntityManager, submissionId: string): Promise<void> {
    await manager.delete(SubmissionToken, { submissionId, purpose: 'applicant_session' });
  }

  /** Switches the session's form to the given submission of the case. */
  async openInForm(manager: EntityManager, token: string, openId: string | null): Promise<void> {
    await manager.update(
      SubmissionToken,
      { hash: hashToken(token), purpose: 'applicant_session' },
      { openId },
    );
  }

  /** Ends the links mailed to the contact, but not their sessions. */
  async endMailed(manager: EntityManager, submissionId: string): Promise<void> {
    const purpose = Not('applicant_session' as const);
    await manager.delete(SubmissionToken, { submissionId, purpose, personId: IsNull() });
  }

  /**
   * Ends the links and sessions of the contact, but not those of others. Members' drafts that the
   * contact of an association opened end too. A contact who also has another case can still
   * unsubscribe with the links in earlier letters.
   */
  async endOfContact(manager: EntityManager, submissionId: string): Promise<void> {
    await manager.query(
      `DELETE FROM submission_token t WHERE t.submission_id = $1 AND t.person_id IS NULL
         AND NOT (t.purpose = 'news_refusal' AND EXISTS (SELECT 1 FROM submission s
           WHERE lower(s.contact_email) = t.data ->> 'email'))`,
      [submissionId],
    );
    await manager.query(
      `DELETE FROM submission_token t USING case_person p
       WHERE p.id = t.person_id AND p.association_id = $1`,
      [submissionId],
    );
  }

  /** Ends the links and sessions of a person; queued mails with such a link are not sent. */
  async endOfPerson(manager: EntityManager, personId: string): Promise<void> {
    await manager.query(
      `DELETE FROM outbox o USING submission_token t WHERE t.person_id = $1
         AND o.state = 'queued' AND o.submission_id = t.submission_id
         AND o.data ->> 'tokenId' = t.id::text`,
      [personId],
    );
    await manager.delete(SubmissionToken, { personId });
  }

  /** Ends every token of the submission. */
  async endAll(manager: EntityManager, submissionId: string): Promise<void> {
    await manager.delete(SubmissionToken, { submissionId });
  }

  async end(manager: EntityManager, token: string): Promise<void> {
    await manager.delete(SubmissionToken, { hash: hashToken(token), purpose: 'applicant_session' });
  }
}
