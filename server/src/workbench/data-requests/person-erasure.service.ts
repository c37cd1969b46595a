import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { EventsService, type Actor } from '../../platform/events/events.service.js';
import { PersonalDataService } from '../../joining/case/personal-data.service.js';
import { ErrorReports } from '../../register/error-reports/error-reports.service.js';
import { HeldService } from './held.service.js';
import { MentionsService } from './mentions.service.js';
import type { EraseMentionsDto, ErasedDto, ErasedMentionsDto } from './person.dto.js';
import { pseudonymOf } from './pseudonym.js';
import { RegisterTraces } from './register-traces.js';
import { plain } from './name-pattern.js';

/**
 * Erases a person. Ended cases are erased completely; from cases behind a signatory, only the
 * person is removed.
 */
@Injectable()
export class PersonErasureService {
  constructor(
    private readonly context: AppContext,
    private readonly database: DataSource,
    private readonly held: HeldService,
    private readonly personalData: PersonalDataService,
    private readonly register: RegisterTraces,
    private readonly mentions: MentionsService,
    private readonly documents: DocumentsService,
    private readonly errorReports: ErrorReports,
    private readonly events: EventsService,
  ) {}

  /**
   * Records the erasure in the audit trail under a pseudonym.
   * @throws Problem 404 when nothing is held, 409 while a case awaits a decision, which has to come
   *   first. In both cases nothing is changed.
   */
  async erase(email: string, staffId: string): Promise<ErasedDto> {
    const actor: Actor = { kind: 'staff', id: staffId };
    const { files, ...erased } = await this.database.transaction(async (manager) => {
      await lockInviting(manager, email);
      const { cases, mails, newsletter, follows, errorReports, takesPart } = await this.held.look(
        manager,
        email,
      );
      const isHeld = cases.length + mails + follows + errorReports + takesPart > 0 || newsletter;
      if (!isHeld) throw Problem.notFound();
      if (cases.some(({ withStaff }) => withStaff))
        throw new Problem(409, 'with-staff', 'A case of this person is waiting for a decision.');
      const traces = await this.held.traces(
        manager,
        cases.map(({ id }) => id),
        email,
      );
      const gone: string[] = [];
      for (const { id, onRegister, state } of cases) {
        // An approved case has not ended while its signatory exists, listed or not.
        const stays = onRegister || state === 'approved';
        gone.push(
          ...(await (stays
            ? this.register.remove(manager, id, traces)
            : this.personalData.eraseIn(manager, id, actor))),
        );
      }
      await this.forgetOffers(manager, email);
      await this.forgetAddress(manager, email);
      await this.errorReports.erase(manager, email);
      // The address and telephone number always belong to this person; a name may be someone
      // else's, so its mentions are chosen one by one.
      const elsewhere = await this.mentions.erase(manager, { ...traces, names: [] });
      const pseudonym = pseudonymOf(this.context.secret, email);
      const counts = {
        cases: cases.length,
        documents: gone.length,
        mails,
        newsletter,
        follows,
        errorReports,
        mentions: elsewhere,
      };
      await this.events.append(manager, {
        actor,
        action: 'person.erase',
        subject: { kind: 'person', id: null },
        details: { pseudonym, ...counts },
      });
      return { pseudonym, ...counts, files: gone };
    });
    for (const id of files) await this.documents.forget({ id });
    return erased;
  }

  /**
   * Removes a name from places chosen in a search: only a human reader can distinguish two people
   * of the same name.
   * @throws Problem 404 when none of them names the person (any more).
   */
  async eraseMentions(
    { name, mentions }: EraseMentionsDto,
    staffId: string,
  ): Promise<ErasedMentionsDto> {
    return this.database.transaction(async (manager) => {
      const chosen = new Set(mentions.map(({ kind, id }) => `${kind} ${id}`));
      const traces = { names: [name], email: null, phones: [] };
      const erased = await this.mentions.erase(manager, traces, ({ kind, id }) =>
        chosen.has(`${kind} ${id}`),
      );
      if (erased === 0) throw Problem.notFound();
      const pseudonym = pseudonymOf(this.context.secret, plain(name));
      const actor: Actor = { kind: 'staff', id: staffId };
      await this.events.append(manager, {
        actor,
        action: 'person.erase',
        subject: { kind: 'person', id: null },
        details: { pseudonym, mentions: erased },
      });
      return { pseudonym, mentions: erased };
    });
  }

  /** Cases with a pending hand-over, which holds the name beside the address. */
  private async forgetOffers(manager: EntityManager, email: string): Promise<void> {
    for (const offer of await this.held.offers(manager, email))
      await this.mentions.erase(
        manager,
        { names: [offer.name], email, phones: [] },
        ({ caseId }) => caseId === offer.caseId,
      );
    await manager.query(`DELETE FROM submission_token WHERE lower(data ->> 'email') = $1`, [email]);
  }

  private async forgetAddress(manager: EntityManager, email: string): Promise<void> {
    await manager.query('DELETE FROM outbox WHERE lower(recipient) = $1', [email]);
    await manager.query('DELETE FROM case_person WHERE email = $1', [email]);
    await manager.query('DELETE FROM contact_invitation WHERE email = $1', [email]);
    await manager.query('DELETE FROM news_refusal WHERE email = $1', [email]);
    await manager.query('DELETE FROM subscriber WHERE email = $1', [email]);
    await manager.query('DELETE FROM staff_token WHERE lower(new_email) = $1', [email]);
  }
}

/**
 * Locks the signatories that invite this address, as each step of an invitation does: otherwise a
 * confirmation at the same moment could open a case with the data that is being erased.
 */
async function lockInviting(manager: EntityManager, email: string): Promise<void> {
  await manager.query(
    `SELECT 1 FROM signatory WHERE id IN (
       SELECT signatory_id FROM contact_invitation WHERE email = $1) ORDER BY id FOR UPDATE`,
    [email],
  );
}
