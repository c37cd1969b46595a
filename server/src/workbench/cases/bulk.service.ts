import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Language } from '../../../../contract/languages.js';
import { Problem, type FieldError } from '../../platform/http/problem.js';
import { OutboxService, type NewMail } from '../../platform/mail/outbox.service.js';
import { RegisterService } from '../../register/publication/register.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { UndoService, type Undo } from '../../platform/undo/undo.service.js';
import type { BulkDto, BulkItemDto, BulkReportDto, BulkResultDto } from '../decisions/bulk.dto.js';
import { isVerdict } from '../decisions/decision.dto.js';
import type {
  FilledTemplateDto,
  SavedMessageTemplateDto,
} from '../templates/message-templates.dto.js';
import { MessageTemplatesService } from '../templates/message-templates.service.js';
import { ReviewService } from './review.service.js';

/** Thrown to roll back the transaction of a preview, so that nothing is saved. */
class OnlyTried extends Error {}

/** The request with its saved reply, which is the same for every case. */
type Wanted = BulkDto & { template: SavedMessageTemplateDto | null };

interface Row {
  id: string;
  reference: string;
  authorityName: string;
  signatoryId: string | null;
}

/**
 * Applies one decision to many cases. Each case has its own transaction and the same checks as a
 * single decision; the whole run can be undone together.
 */
@Injectable()
export class BulkService {
  constructor(
    private readonly database: DataSource,
    private readonly review: ReviewService,
    private readonly register: RegisterService,
    private readonly undo: UndoService,
    private readonly outbox: OutboxService,
    private readonly templates: MessageTemplatesService,
  ) {}

  /** Performs every step and rolls it back, so that the preview shows the real result. */
  async preview(wanted: BulkDto, staff: Staff): Promise<BulkReportDto> {
    return this.each({ ...wanted, template: await this.templateOf(wanted, null) }, staff, null);
  }

  /** @throws Problem 404 or 412 when the saved reply is not the one of the preview. */
  async run(wanted: BulkDto, staff: Staff): Promise<BulkReportDto> {
    const { templateId, templateVersion } = wanted;
    if (templateId && typeof templateVersion !== 'number')
      throw Problem.invalid([
        {
          ...{ pointer: '/templateVersion', key: 'isNotEmpty', params: {} },
          detail: 'say which version of the saved reply the preview showed',
        },
      ]);
    const template = await this.templateOf(wanted, templateVersion!);
    const undo = await this.undo.begin(this.database.manager, staff.id);
    return this.each({ ...wanted, template }, staff, undo);
  }

  /**
   * Loads the saved reply in the version that the colleague saw. A rejection must not be sent with
   * the text of an approval.
   * @throws Problem 404, 412, or 422 when it belongs to another decision.
   */
  private async templateOf(
    { action, templateId }: BulkDto,
    seen: number | null,
  ): Promise<SavedMessageTemplateDto | null> {
    if (!templateId) return null;
    const template = await this.templates.one(templateId, seen);
    if (template.verdict && template.verdict !== action)
      throw Problem.invalid([
        {
          ...{ pointer: '/templateId', key: 'isIn', params: {} },
          detail: `the saved reply belongs to the decision "${template.verdict}"`,
        },
      ]);
    return template;
  }

  private async each(wanted: Wanted, staff: Staff, undo: Undo | null): Promise<BulkReportDto> {
    const rows = await this.rows(wanted.items.map(({ id }) => id));
    const results: BulkResultDto[] = [];
    for (const item of wanted.items)
      results.push(await this.one(rows.get(item.id), item, wanted, staff, undo));
    const done = results.filter(({ ok }) => ok).length;
    return {
      results,
      done,
      refused: results.length - done,
      templateVersion: wanted.template?.version ?? null,
      undo: undo && done > 0 ? { id: undo.id, until: undo.until.toISOString() } : null,
    };
  }

  /** The cases that staff may see. The id of a draft is treated like an unknown one. */
  private async rows(ids: string[]): Promise<Map<string, Row>> {
    const rows = await this.database.query<Row[]>(
      `SELECT s.id, s.reference,
        coalesce(s.answers->'authority'->>'nameOfficial', s.reference) AS "authorityName",
        g.id AS "signatoryId"
       FROM submission s LEFT JOIN signatory g ON g.endorsement_id = s.id WHERE s.id = ANY($1)
         AND s.confirmed_at IS NOT NULL`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  private async one(
    row: Row | undefined,
    item: BulkItemDto,
    wanted: Wanted,
    staff: Staff,
    undo: Undo | null,
  ): Promise<BulkResultDto> {
    const result = {
      id: item.id,
      reference: row?.reference ?? null,
      authorityName: row?.authorityName ?? null,
      missing: [],
      recipient: null,
      withoutText: null,
      mail: null,
    };
    if (!row) return { ...result, ok: false, problem: 'not-found' };
    let mail: NewMail | null = null;
    let withoutText: Language | null = null;
    try {
      await this.database.transaction(async (manager) => {
        const mine = undo ?? (await this.undo.begin(manager, staff.id));
        const reply = await this.replyTo(manager, row, wanted);
        withoutText = reply && reply.language !== reply.wanted ? reply.wanted : null;
        const reasoned = { ...wanted, reason: wordsOf(reply, wanted) };
        await this.take(manager, row, item, reasoned, staff, mine);
        mail = await this.mailOf(manager, row.id, mine);
        if (!undo) throw new OnlyTried();
      });
    } catch (error) {
      if (error instanceof Problem && error.getStatus() < 500)
        return { ...result, ok: false, problem: error.code, missing: missingIn(error) };
      if (!(error instanceof OnlyTried)) throw error;
    }
    const told = await this.told(mail, !undo);
    return { ...result, ok: true, problem: null, withoutText, ...told };
  }

  private async replyTo(
    manager: EntityManager,
    { id }: Row,
    { template }: Wanted,
  ): Promise<FilledTemplateDto | null> {
    return template ? this.templates.fill(manager, template, id) : null;
  }

  /** The recipient of the mail and, in a preview, its text. */
  private async told(
    mail: NewMail | null,
    isPreview: boolean,
  ): Promise<Pick<BulkResultDto, 'recipient' | 'mail'>> {
    if (!mail) return { recipient: null, mail: null };
    const { recipient, language } = mail;
    if (!isPreview) return { recipient, mail: null };
    const { subject, text } = await this.outbox.preview(mail);
    return { recipient, mail: { recipient, language, subject, text } };
  }

  private async take(
    manager: EntityManager,
    row: Row,
    item: BulkItemDto,
    wanted: BulkDto,
    staff: Staff,
    undo: Undo,
  ): Promise<void> {
    const { action, reason, reasonCode, mail } = wanted;
    if (isVerdict(action)) {
      const decision = {
        verdict: action,
        comments: [],
        reasonCode,
        mail,
        ...(reason ? { reason } : {}),
      };
      return this.review.decideInside(manager, row.id, decision, staff, item.version, undo);
    }
    if (!row.signatoryId) throw new Problem(409, 'wrong-state', 'It is not on the register.');
    if (typeof item.signatoryVersion !== 'number')
      throw new Problem(428, 'version-required', 'Say which version you saw.');
    await this.register.changeInside(
      manager,
      row.signatoryId,
      { action, reason: reason ?? '', reasonCode, mail },
      staff,
      item.signatoryVersion,
      undo,
    );
  }

  /** The mail that the step just queued to the contact, before those to other leads. */
  private async mailOf(
    manager: EntityManager,
    submissionId: string,
    undo: Undo,
  ): Promise<NewMail | null> {
    const [mail] = await manager.query<NewMail[]>(
      `SELECT recipient, language, template, data, submission_id AS "submissionId" FROM outbox
        WHERE undo_id = $1 AND submission_id = $2 ORDER BY id LIMIT 1`,
      [undo.id, submissionId],
    );
    return mail ?? null;
  }
}

/** The saved reply, followed by the text typed for all cases. */
function wordsOf(reply: FilledTemplateDto | null, { reason }: BulkDto): string {
  return [reply?.text, reason].filter(Boolean).join('\n\n');
}

function missingIn({ more }: Problem): string[] {
  return ((more['errors'] ?? []) as FieldError[]).map(({ key, pointer }) =>
    pointer === '/reason' ? 'isReasoned' : key,
  );
}
