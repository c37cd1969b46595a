import { limits } from '../../platform/config/limits.js';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppContext } from '../../platform/database/app-context.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { presentDocument } from '../../joining/own-place/applicant.presenter.js';
import { daysKept } from '../../platform/settings/retention-periods.js';
import { endOf } from '../../joining/submissions/end-of-draft.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import type { EntryDto, UnfinishedEntryDto } from './paper-entries.dto.js';
import { factsOf, sectionsIn } from './paper.js';

/** The only code that turns an entry's row into what its author sees of it. */
@Injectable()
export class PaperEntryPresenter {
  constructor(
    private readonly database: DataSource,
    private readonly context: AppContext,
    private readonly documents: DocumentsService,
  ) {}

  async present(entry: Submission): Promise<EntryDto> {
    const { id, reference, state, version, updatedAt } = entry;
    const documents = (await this.documents.of(this.database.manager, id)).map(presentDocument);
    const sections = sectionsIn(entry) as EntryDto['sections'];
    return {
      id,
      reference,
      state,
      version,
      ...factsOf(entry),
      sections,
      documents,
      savedAt: updatedAt.toISOString(),
    };
  }

  async unfinished(entry: Submission): Promise<UnfinishedEntryDto> {
    const { id, reference, state, updatedAt } = entry;
    const name = sectionsIn(entry).authority?.['nameOfficial'];
    const { config } = this.context;
    const days = await daysKept(this.database.manager, config, 'draft', updatedAt);
    const end = endOf(entry, days, limits.expiryWarningDays);
    return {
      id,
      reference,
      state: state as UnfinishedEntryDto['state'],
      authorityName: typeof name === 'string' ? name : '',
      savedAt: updatedAt.toISOString(),
      until: state === 'draft' ? end.toISOString() : null,
    };
  }
}
