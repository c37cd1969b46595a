import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { HandOversService } from '../../joining/own-place/hand-overs.service.js';
import { authorNames } from '../../joining/people/case-people.js';
import { CasePerson } from '../../joining/submissions/case-person.entity.js';
import { Submission } from '../../joining/submissions/submission.entity.js';
import { Problem } from '../../platform/http/problem.js';
import { NotesService } from '../collaboration/notes.service.js';
import type { CasePeopleDto, NextContactDto } from './case-people.dto.js';

/** Lists an authority's people for staff, who may name the next contact after a check. */
@Injectable()
export class CasePeopleService {
  constructor(
    private readonly database: DataSource,
    private readonly handOvers: HandOversService,
    private readonly notes: NotesService,
  ) {}

  /** @throws Problem 404 for a case that staff do not see. */
  async of(id: string): Promise<CasePeopleDto> {
    const { manager } = this.database;
    const submission = await find(manager, id);
    const homeId = submission.parentId ?? id;
    const nameOf = await authorNames(manager, submission);
    const people = await manager.find(CasePerson, {
      where: { submissionId: homeId },
      order: { invitedAt: 'ASC', id: 'ASC' },
    });
    const { sentBy, sectionChanges } = submission;
    return {
      contact: submission.answers.contact?.name ?? null,
      contactNamedBy: await namedBy(manager, homeId),
      people: people.map(({ name, email, role, acceptedAt, removedAt }) => ({
        ...{ name, email, role },
        acceptedAt: acceptedAt?.toISOString() ?? null,
        removedAt: removedAt?.toISOString() ?? null,
      })),
      isSent: sentBy !== null,
      sentBy: sentBy && nameOf(sentBy),
      changes: Object.entries(sectionChanges).map(([section, { by, at }]) => ({
        ...{ section, at },
        by: nameOf(by),
      })),
      pending: await this.handOvers.pending(homeId),
    };
  }

  /**
   * Asks a person to become the contact, and keeps a note on the case of how this was verified.
   * @throws Problem 404 for a case that staff do not see, 409 for a case that has ended, 429 when
   *   too many mails went to the address.
   */
  async nameNext(
    id: string,
    { reason, ...wanted }: NextContactDto,
    staff: Staff,
  ): Promise<CasePeopleDto> {
    await this.database.transaction(async (manager) => {
      const submission = await find(manager, id);
      await this.handOvers.nameNext(manager, submission.parentId ?? id, wanted, staff.id);
      await this.notes.add(manager, id, reason, staff);
    });
    return this.of(id);
  }
}

/** The name of the colleague who named the contact of a case. */
async function namedBy(manager: EntityManager, homeId: string): Promise<string | null> {
  const [colleague] = await manager.query<{ name: string }[]>(
    `SELECT w.name FROM submission s JOIN staff w ON w.id = s.contact_named_by WHERE s.id = $1`,
    [homeId],
  );
  return colleague?.name ?? null;
}

async function find(manager: EntityManager, id: string): Promise<Submission> {
  const submission = await manager.findOneBy(Submission, { id });
  if (!submission?.confirmedAt) throw Problem.notFound();
  return submission;
}
