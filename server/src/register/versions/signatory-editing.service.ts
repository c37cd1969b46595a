import { requireCountryReason } from '../../reference/countries/country-reason.js';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuthoritiesService } from '../../reference/authorities/authorities.service.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { EventsService } from '../../platform/events/events.service.js';
import { aboutNames, aboutPlace, type Question } from '../../joining/submissions/questions.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { ProposedDto } from '../../accounts/four-eyes/proposals.dto.js';
import {
  Proposals,
  type Acting,
  type MayWaitFor,
} from '../../accounts/four-eyes/proposals.service.js';
import {
  contentChanges,
  isUnchanged,
  type ContentChanges,
} from '../signatories/content-changes.js';
import { ContentCheck } from '../signatories/content-check.js';
import { bumpRegisterVersion } from '../signatories/register-version.js';
import { RevisionsService, type RevisionOrigin } from './revisions.service.js';
import type { WantedContentDto } from '../signatories/signatory-content.dto.js';
import { contentOf, type SignatoryContent } from '../signatories/signatory-content.js';
import { replacePledges } from './replaced-pledges.js';
import { forgetReplacedWords } from './replaced-words.js';
import { newerReport } from '../signatories/newer-report.js';
import { Signatory } from '../signatories/signatory.entity.js';
import { isOnRegister, isOrWillBePublic } from '../signatories/signatory.workflow.js';
import { logPublicly } from '../signatories/transparency.js';

interface WantedEdit {
  id: string;
  content: WantedContentDto;
  reasons: { reason: string; countryReason?: string | null };
  seen: number;
}

interface WantedRestoration {
  id: string;
  number: number;
  reason: string;
  seen: number;
}

/** Changes the content of a signatory: by an edit, by restoring a version or by an import. */
@Injectable()
export class SignatoryEditing {
  private readonly edited: MayWaitFor<WantedEdit, void>;
  private readonly restored: MayWaitFor<WantedRestoration, void>;

  constructor(
    private readonly database: DataSource,
    proposals: Proposals,
    private readonly authorities: AuthoritiesService,
    private readonly contents: ContentCheck,
    private readonly revisions: RevisionsService,
    private readonly events: EventsService,
  ) {
    this.edited = proposals.define('signatory.edit', (manager, wanted, acting) =>
      this.editInside(manager, wanted, acting),
    );
    this.restored = proposals.define('signatory.restore_version', (manager, wanted, acting) =>
      this.restoreInside(manager, wanted, acting),
    );
  }

  /**
   * What an edit would change, for review before saving.
   * @throws Problem 404, 422 as `edit`.
   */
  async preview(id: string, wanted: WantedContentDto): Promise<ContentChanges> {
    const { manager } = this.database;
    if (!(await manager.existsBy(Signatory, { id }))) throw Problem.notFound();
    const before = await contentOf(manager, id);
    const after = await this.contents.complete(manager, wanted, before);
    await askAboutContent(manager, before, after, wanted.confirmed);
    return contentChanges(before, after);
  }

  /**
   * With four eyes, a change to a public or scheduled entry waits for a second colleague.
   * @throws Problem 404, 409 when nothing is different or another authority has that name or
   *   Wikidata number, 412 with the difference when it changed after version `seen`, 422 listing
   *   the invalid fields. In every case nothing is changed.
   */
  async edit(
    id: string,
    content: WantedContentDto,
    reasons: WantedEdit['reasons'],
    staff: Staff,
    seen: number,
  ): Promise<ProposedDto | void> {
    const subject = { kind: 'signatory', id };
    return this.edited({ subject, wanted: { id, content, reasons, seen }, staff });
  }

  private async editInside(
    manager: EntityManager,
    { id, content, reasons: { reason, countryReason = null }, seen }: WantedEdit,
    acting: Acting,
  ): Promise<void> {
    const signatory = await this.lock(manager, id, seen);
    const before = await contentOf(manager, id);
    const after = await this.contents.complete(manager, content, before);
    await askAboutContent(manager, before, after, content.confirmed);
    if (after.countryCode !== before.countryCode)
      requireCountryReason(after.countryCode, countryReason);
    const origin = {
      cause: 'edit' as const,
      reason: countryReason ? `${reason}\n${countryReason}` : reason,
      staffId: acting.staff.id,
    };
    await this.save(manager, signatory, { before, after }, origin, acting);
  }

  /**
   * Makes version `number` the current one again.
   * @throws Problem as `edit`, and 404 when there is no such version.
   */
  async restore(
    id: string,
    number: number,
    reason: string,
    staff: Staff,
    seen: number,
  ): Promise<ProposedDto | void> {
    const subject = { kind: 'signatory', id };
    return this.restored({ subject, wanted: { id, number, reason, seen }, staff });
  }

  private async restoreInside(
    manager: EntityManager,
    { id, number, reason, seen }: WantedRestoration,
    acting: Acting,
  ): Promise<void> {
    const signatory = await this.lock(manager, id, seen);
    const before = await contentOf(manager, id);
    const { district, officialCode } = before;
    // Versions from before these two could be edited lack them.
    const earlier: Partial<SignatoryContent> = await this.revisions.content(manager, id, number);
    const after = { district, officialCode, ...earlier } as SignatoryContent;
    const { id: staffId } = acting.staff;
    const origin = { cause: 'restore' as const, reason, staffId, restored: number };
    await this.save(manager, signatory, { before, after }, origin, acting);
  }

  private async lock(manager: EntityManager, id: string, seen: number): Promise<Signatory> {
    const signatory = await manager.findOne(Signatory, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!signatory) throw Problem.notFound();
    if (signatory.version !== seen) {
      const changes = contentChanges(
        await this.revisions.contentSeen(manager, id, seen),
        await contentOf(manager, id),
      );
      requireVersion(signatory.version, seen, {
        at: signatory.changedAt,
        ...(await this.events.last(manager, id)),
        changes,
      });
    }
    return signatory;
  }

  private async save(
    manager: EntityManager,
    signatory: Signatory,
    { before, after }: { before: SignatoryContent; after: SignatoryContent },
    origin: RevisionOrigin,
    { eyes }: Acting,
  ) {
    const changes = contentChanges(before, after);
    if (isUnchanged(changes))
      throw new Problem(
        409,
        'nothing-changed',
        'Nothing has changed: the register already says this.',
      );
    const revision = await this.write(manager, signatory, before, after, origin);
    await bumpRegisterVersion(manager, isOrWillBePublic(signatory) ? { eyes } : 'not public');
    await this.events.append(manager, {
      actor: { kind: 'staff', id: origin.staffId! },
      action: origin.cause === 'restore' ? 'signatory.restore_version' : 'signatory.edit',
      subject: { kind: 'signatory', id: signatory.id },
      details: {
        version: signatory.version,
        revision,
        ...changedParts(changes),
        ...(origin.restored ? { restored: origin.restored } : {}),
      },
    });
  }

  /**
   * Writes the rows, the version and, if the signatory was public, a line of the transparency log.
   * The caller writes the event and bumps the register version, because it may change many
   * signatories at once.
   * @returns the number of the version.
   */
  async write(
    manager: EntityManager,
    signatory: Signatory,
    before: SignatoryContent,
    after: SignatoryContent,
    origin: RevisionOrigin,
  ) {
    await this.revisions.keepBefore(manager, signatory, before);
    const { pledges, signedOn, sourceUrl, ...authority } = after;
    await this.authorities.rewrite(manager, signatory.authorityId, authority);
    await replacePledges(manager, signatory.id, pledges);
    await forgetReplacedWords(manager, before, after);
    const change = {
      ...{ signedOn, sourceUrl },
      // Statuses that staff enter or import are reports as well.
      ...newerReport(
        signatory,
        pledges.map(({ reportedOn }) => reportedOn),
      ),
      version: signatory.version + 1,
      changedAt: new Date(),
    };
    Object.assign(signatory, change);
    // Under the four-eyes rule, the author of a version cannot publish it.
    const decidedBy = origin.staffId ?? signatory.decidedBy;
    await manager.update(Signatory, signatory.id, { ...change, decidedBy });
    if (isOnRegister(signatory.state))
      await logPublicly(manager, {
        kind: 'corrected',
        signatoryId: signatory.id,
        reasonCode: 'corrected_by_office',
      });
    return this.revisions.record(manager, signatory, origin);
  }
}

/** @throws Problem 422 when a new name, place or country looks wrong, unless that is confirmed. */
async function askAboutContent(
  manager: EntityManager,
  before: SignatoryContent,
  after: SignatoryContent,
  confirmed: readonly string[] = [],
): Promise<void> {
  const known = new Set(aboutNames(before).map(({ params }) => params.confirm));
  const names = aboutNames(after).filter(({ params }) => !known.has(params.confirm));
  const questions = [...names, ...(await aboutNewPlace(manager, before, after))];
  const open = questions.filter(({ params }) => !confirmed.includes(params.confirm));
  if (open.length > 0) throw Problem.invalid(open);
}

async function aboutNewPlace(
  manager: EntityManager,
  before: SignatoryContent,
  { countryCode, latitude, longitude }: SignatoryContent,
): Promise<Question[]> {
  const isOld =
    before.countryCode === countryCode &&
    before.latitude === latitude &&
    before.longitude === longitude;
  if (isOld || latitude === null || longitude === null) return [];
  return aboutPlace(manager, countryCode, { latitude, longitude });
}

/** The names of the changed fields and not their values, which the audit trail must not contain. */
function changedParts({ fields, pledges }: ContentChanges): { fields: string[]; pledges: number } {
  return { fields: fields.map(({ field }) => field), pledges: pledges.length };
}
