import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { OpenProposals } from '../../accounts/four-eyes/open-proposals.service.js';
import { limits } from '../../platform/config/limits.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { brokenAt } from '../letters/other-things.js';
import { bandEdges, bandLimitsOf } from '../queue/bands.js';
import {
  contactsGroup,
  decisionsGroup,
  errorReportsGroup,
  failedMailsGroup,
  mentionedGroup,
  messagesGroup,
  mineGroup,
  scheduledGroup,
  toPublishGroup,
  unansweredGroup,
  waitingGroup,
} from './home-groups.js';
import type { HomeDto, HomeGroupDto } from './home.dto.js';

type CaseGroups = Pick<
  HomeDto,
  | 'mine'
  | 'mentioned'
  | 'messages'
  | 'errorReports'
  | 'contacts'
  | 'overdue'
  | 'due'
  | 'fresh'
  | 'unanswered'
  | 'toPublish'
  | 'scheduled'
  | 'decisions'
>;

const noCases: CaseGroups = {
  mine: null,
  mentioned: null,
  messages: null,
  errorReports: null,
  contacts: null,
  overdue: null,
  due: null,
  fresh: null,
  unanswered: null,
  toPublish: null,
  scheduled: null,
  decisions: null,
};

/** Today's items for a colleague, within their roles. */
@Injectable()
export class HomeService {
  constructor(
    private readonly database: DataSource,
    private readonly settings: SettingsService,
    private readonly proposals: OpenProposals,
  ) {}

  async of(staff: Staff): Promise<HomeDto> {
    const { manager } = this.database;
    const decides = staff.roles.some((role) => role === 'reviewer' || role === 'publisher');
    const confirms = staff.roles.some((role) => role === 'publisher' || role === 'administrator');
    const [cases, proposals, failedMails, brokenTrail] = await Promise.all([
      decides ? this.cases(manager, staff) : noCases,
      confirms ? this.waiting(staff) : null,
      failedMailsGroup(manager),
      staff.roles.includes('administrator') ? brokenAt(manager) : null,
    ]);
    return { ...cases, proposals, failedMails, brokenTrail };
  }

  private async cases(manager: EntityManager, { id, roles }: Staff): Promise<CaseGroups> {
    const edges = bandEdges(bandLimitsOf(await this.settings.current()), new Date());
    const publishes = roles.includes('publisher');
    const [
      mine,
      mentioned,
      messages,
      errorReports,
      contacts,
      late,
      now,
      fresh,
      unanswered,
      toPublish,
      scheduled,
      decisions,
    ] = await Promise.all([
      mineGroup(manager, id),
      mentionedGroup(manager, id),
      messagesGroup(manager),
      errorReportsGroup(manager),
      contactsGroup(manager, id),
      waitingGroup(manager, 'overdue', edges),
      waitingGroup(manager, 'due', edges),
      waitingGroup(manager, 'fresh', edges),
      unansweredGroup(manager),
      publishes ? toPublishGroup(manager) : null,
      scheduledGroup(manager),
      decisionsGroup(manager),
    ]);
    const stages = { overdue: late, due: now, fresh, unanswered, toPublish, scheduled };
    return { mine, mentioned, messages, errorReports, contacts, ...stages, decisions };
  }

  /** Proposals of others. The colleague's own wait for someone else. */
  private async waiting(staff: Staff): Promise<HomeGroupDto> {
    const others = (await this.proposals.of(staff)).filter(({ mine }) => !mine);
    const rows = others.slice(0, limits.homeRows).map((one) => ({
      id: one.id,
      name: one.subjectName,
      reference: null,
      at: one.proposedAt,
      by: one.proposedBy,
      what: one.kind,
    }));
    return { total: others.length, rows };
  }
}
