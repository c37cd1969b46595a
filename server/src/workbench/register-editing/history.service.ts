import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EventsService } from '../../platform/events/events.service.js';
import { contentChanges, type ContentChanges } from '../../register/signatories/content-changes.js';
import { RevisionsService } from '../../register/versions/revisions.service.js';
import { contentOf, type SignatoryContent } from '../../register/signatories/signatory-content.js';
import { presentStep } from '../../register/signatories/kept-step.dto.js';
import { stepsOf } from '../../register/signatories/kept-steps.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { EditedSignatoryDto, HistoryDto } from './editing.dto.js';
import { SignatoriesService } from './signatories.service.js';

/** A signatory as it is now, and its whole history. */
@Injectable()
export class HistoryService {
  constructor(
    private readonly database: DataSource,
    private readonly signatories: SignatoriesService,
    private readonly revisions: RevisionsService,
    private readonly events: EventsService,
  ) {}

  /** @throws Problem 404. */
  async one(id: string, staff: Staff): Promise<EditedSignatoryDto> {
    const head = await this.signatories.head(id, staff);
    return { ...head, content: plain(await contentOf(this.database.manager, id)) };
  }

  /** @throws Problem 404. */
  async of(id: string, staff: Staff): Promise<HistoryDto> {
    const { manager } = this.database;
    const signatory = await this.signatories.head(id, staff);
    const [steps, revisions, events] = await Promise.all([
      stepsOf(manager, id),
      this.revisions.of(manager, id),
      this.events.of(manager, [id]),
    ]);
    return {
      signatory,
      steps: steps.map(presentStep),
      revisions: revisions.map((revision) => ({ ...revision, at: revision.at.toISOString() })),
      events: events.map((event) => ({ ...event, at: event.at.toISOString() })),
    };
  }

  /** @throws Problem 404 when either version does not exist. */
  async compare(id: string, from: number, to: number): Promise<ContentChanges> {
    const { manager } = this.database;
    return contentChanges(
      await this.revisions.content(manager, id, from),
      await this.revisions.content(manager, id, to),
    );
  }
}

/**
 * The content in the form that an edit sends back, without the report date, which the register sets
 * itself.
 */
function plain({ pledges, ...content }: SignatoryContent): EditedSignatoryDto['content'] {
  return { ...content, pledges: pledges.map(({ reportedOn: _, ...pledge }) => pledge) };
}
