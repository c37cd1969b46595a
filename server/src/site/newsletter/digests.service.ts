import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService } from '../../platform/events/events.service.js';
import { Letter, type LetterBlock } from '../../platform/mail/letter.entity.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { OfficialLanguage } from '../../../../contract/languages.js';
import { DigestContent } from './digest-content.service.js';
import { DigestSender } from './digest-sender.service.js';
import { digestWords } from './digest-words.js';
import { Digest } from './digest.entity.js';
import type { DigestDto, LetterDto, SaveDigestDto } from './newsletter.dto.js';

const shown = 24;
/** The period that the very first digest covers. */
const firstSpan = '31 days';

/**
 * Writes and sends digests. Only one digest is open at a time; it covers everything since the
 * previous one.
 */
@Injectable()
export class DigestsService {
  constructor(
    private readonly database: DataSource,
    private readonly content: DigestContent,
    private readonly sender: DigestSender,
    private readonly outbox: OutboxService,
    private readonly events: EventsService,
  ) {}

  list(): Promise<DigestDto[]> {
    return this.present(`ORDER BY created_at DESC, id DESC LIMIT ${shown}`);
  }

  async one(id: string): Promise<DigestDto> {
    const [digest] = await this.present('WHERE id = $1', [id]);
    if (!digest) throw Problem.notFound();
    return digest;
  }

  /** @throws Problem 409 when another digest is open. */
  create(texts: SaveDigestDto, staff: Staff): Promise<DigestDto> {
    const id = uuidv7();
    return this.writing(async (manager) => {
      const made = await manager.query<object[]>(
        `INSERT INTO digest (id, subject_en, subject_fr, intro_en, intro_fr, since)
         SELECT $1, $2, $3, $4, $5,
           coalesce((SELECT max(until) FROM digest), now() - interval '${firstSpan}')
         ON CONFLICT DO NOTHING RETURNING id`,
        [id, texts.subjectEn, texts.subjectFr, texts.introEn ?? '', texts.introFr ?? ''],
      );
      if (made.length === 0)
        throw new Problem(
          409,
          'digest-open',
          'There is an open digest already. Send or change that one.',
        );
      await this.record(manager, 'digest.create', id, staff);
      return id;
    });
  }

  /** @throws Problem 412 when someone else saved first, 409 when sending has begun. */
  save(id: string, texts: SaveDigestDto, staff: Staff, seen: number): Promise<DigestDto> {
    return this.writing(async (manager) => {
      const digest = await this.draft(manager, id, seen);
      Object.assign(digest, texts, {
        introEn: texts.introEn ?? '',
        introFr: texts.introFr ?? '',
        version: digest.version + 1,
      });
      await manager.save(digest);
      await this.record(manager, 'digest.save', id, staff, { version: digest.version });
      return id;
    });
  }

  /** The digest as subscribers get it; a draft is shown as if it were sent now. */
  async preview(id: string, language: OfficialLanguage): Promise<LetterDto> {
    const { manager } = this.database;
    const digest = await manager.findOneBy(Digest, { id });
    if (!digest) throw Problem.notFound();
    const letterId = language === 'en' ? digest.letterEn : digest.letterFr;
    if (letterId) {
      const { subject, blocks } = await manager.findOneByOrFail(Letter, { id: letterId });
      return { subject, blocks };
    }
    return {
      subject: subjectOf(digest, language),
      blocks: await this.content.of(manager, digest, language),
    };
  }

  /** Sends a test only to the staff member who requests it. */
  async test(id: string, language: OfficialLanguage, staff: Staff): Promise<void> {
    const { subject, blocks } = await this.preview(id, language);
    await this.database.transaction(async (manager) => {
      const letterId = await keepLetter(manager, digestWords[language].test(subject), blocks);
      const mail = {
        recipient: staff.email,
        language,
        template: 'newsletter_digest',
        data: {},
        submissionId: null,
        letterId,
      } as const;
      await this.outbox.add(manager, mail);
      await this.record(manager, 'digest.test', id, staff, { language });
    });
  }

  /**
   * Fixes the content and starts sending: the first batch at once, the others by the job.
   * @throws Problem 409 when it was already sent or has no content, 412 when someone else was
   *   first.
   */
  send(id: string, staff: Staff, seen: number): Promise<DigestDto> {
    return this.writing(async (manager) => {
      const digest = await this.draft(manager, id, seen);
      const [clock] = await manager.query<{ now: Date }[]>('SELECT now()');
      const until = clock!.now;
      const [en, fr] = [
        await this.content.of(manager, digest, 'en', until),
        await this.content.of(manager, digest, 'fr', until),
      ];
      if (en.length === 0 || fr.length === 0)
        throw new Problem(
          409,
          'digest-empty',
          'It says nothing: there is no news, nobody joined, and no introduction.',
        );
      const letters = {
        letterEn: await keepLetter(manager, digest.subjectEn, en),
        letterFr: await keepLetter(manager, digest.subjectFr, fr),
      };
      Object.assign(digest, letters, { state: 'sending', until, version: digest.version + 1 });
      await manager.save(digest);
      await this.sender.run(manager, 1);
      await this.record(manager, 'digest.send', id, staff, { version: digest.version });
      return id;
    });
  }

  private async writing(work: (manager: EntityManager) => Promise<string>): Promise<DigestDto> {
    return this.one(await this.database.transaction(work));
  }

  private async draft(manager: EntityManager, id: string, seen: number): Promise<Digest> {
    const digest = await manager.findOne(Digest, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (!digest) throw Problem.notFound();
    if (digest.state !== 'draft')
      throw new Problem(409, 'wrong-state', 'It is being sent or has already been sent.', {
        state: digest.state,
      });
    requireVersion(digest.version, seen, {
      at: digest.createdAt,
      ...(await this.events.last(manager, id)),
    });
    return digest;
  }

  private present(which: string, values: unknown[] = []): Promise<DigestDto[]> {
    return this.database.query<DigestDto[]>(
      `SELECT d.id, d.state, d.subject_en AS "subjectEn", d.subject_fr AS "subjectFr",
        d.intro_en AS "introEn", d.intro_fr AS "introFr",
              d.since, d.until, d.readers, d.version, m.queued, m.sent, m.dead
       FROM (SELECT * FROM digest ${which}) d CROSS JOIN LATERAL (
         SELECT count(*) FILTER (WHERE state = 'queued')::int AS queued,
           count(*) FILTER (WHERE state = 'sent')::int AS sent,
                count(*) FILTER (WHERE state = 'dead')::int AS dead
         FROM outbox WHERE letter_id IN (d.letter_en, d.letter_fr)) m
       ORDER BY d.created_at DESC, d.id DESC`,
      values,
    );
  }

  private record(
    manager: EntityManager,
    action: EventAction,
    id: string,
    staff: Staff,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    return this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action,
      subject: { kind: 'digest', id },
      details,
    });
  }
}

function subjectOf(digest: Digest, language: OfficialLanguage): string {
  return language === 'en' ? digest.subjectEn : digest.subjectFr;
}

async function keepLetter(
  manager: EntityManager,
  subject: string,
  blocks: LetterBlock[],
): Promise<string> {
  const id = uuidv7();
  await manager.insert(Letter, { id, subject, blocks });
  return id;
}
