import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { clockInStrasbourg, dayInStrasbourg } from '../../../../contract/clock.js';
import { noticeKinds, type NoticeKind } from '../../../../contract/notices.js';
import {
  periodOf,
  toldColleagues,
  type ToldColleague,
} from '../../accounts/notices/told-colleague.js';
import { limits } from '../../platform/config/limits.js';
import type { StaffLetterWords } from '../../platform/mail/texts.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { bandEdges, bandLimitsOf } from '../queue/bands.js';
import type { Edges } from '../queue/queue-conditions.js';
import { LetterMails } from './letter-mails.service.js';
import {
  brokenAt,
  faultyDocuments,
  later,
  recently,
  openErrorReports,
  provenContacts,
  untoldFailures,
  untoldMentions,
} from './other-things.js';
import {
  caseLine,
  documentsLine,
  errorReportLine,
  mailLine,
  provenContactLine,
  trailLine,
  type Sections,
} from './staff-letter.js';
import { waitingCases } from './waiting-cases.js';

/** The time of a run, the same in every letter of a day. */
interface Morning {
  now: Date;
  edges: Edges;
}

/**
 * The letters about waiting work: on every working day the kinds that a colleague wants daily, and
 * on the first one of a week also those that they want weekly. If nothing is waiting, there is no
 * letter.
 */
@Injectable()
export class StaffLetters {
  constructor(
    private readonly letters: LetterMails,
    private readonly settings: SettingsService,
  ) {}

  /**
   * Writes the letters of the day, once: the day is marked in the same transaction.
   * @returns how many.
   */
  async tell(manager: EntityManager, now: Date): Promise<number> {
    const hour = new Date(clockInStrasbourg(now.getTime())).getUTCHours();
    const bands = bandLimitsOf(await this.settings.inside(manager));
    if (hour < limits.staffLetters.hour || !bands.calendar.isOpen(now)) return 0;
    const begun = await this.begin(manager, dayInStrasbourg(now));
    if (!begun) return 0;
    const morning = { now, edges: bandEdges(bands, now) };
    let written = 0;
    for (const colleague of await toldColleagues(manager)) {
      const kinds = noticeKinds.filter((kind) => {
        const period = periodOf(colleague, kind);
        return period === 'daily' || (period === 'weekly' && begun.isFirstOfWeek);
      });
      if (kinds.length > 0 && (await this.write(manager, colleague, kinds, morning))) written += 1;
    }
    await this.forgetOld(manager);
    return written;
  }

  /** @returns null when the letters of this day are written already. */
  private async begin(
    manager: EntityManager,
    day: string,
  ): Promise<{ isFirstOfWeek: boolean } | null> {
    const [row] = await manager.query<{ before: string | null }[]>(
      `WITH before AS (SELECT value ->> 'week' AS week FROM setting WHERE key = 'staff_letters')
       INSERT INTO setting (key, value) VALUES ('staff_letters', jsonb_build_object('day',
         $1::text, 'week', date_trunc('week', $1::date)::date))
       ON CONFLICT (key) DO UPDATE SET value = excluded.value
         WHERE setting.value ->> 'day' < excluded.value ->> 'day'
       RETURNING (SELECT week FROM before) AS before, value ->> 'week' AS week`,
      [day],
    );
    if (!row) return null;
    const { before, week } = row as { before: string | null; week?: string };
    return { isFirstOfWeek: before !== week };
  }

  private async write(
    manager: EntityManager,
    colleague: ToldColleague,
    kinds: NoticeKind[],
    morning: Morning,
  ): Promise<boolean> {
    const words = await this.letters.words(manager, colleague);
    const sections = {
      ...(await this.cases(manager, colleague.id, kinds, morning)),
      ...(kinds.includes('mention') ? await this.mentions(manager, colleague.id) : {}),
      ...(kinds.includes('errorReport') ? await this.errorReports(manager, colleague) : {}),
      ...(kinds.includes('provenContact') ? await this.provenContacts(manager, colleague) : {}),
      ...(kinds.includes('failedMail')
        ? await this.failures(manager, colleague, words, morning)
        : {}),
      ...(kinds.includes('brokenTrail') ? await this.trail(manager, words) : {}),
      ...(kinds.includes('faultyDocument') ? await this.documents(manager, words) : {}),
    };
    return this.letters.send(manager, colleague, sections, words);
  }

  private async cases(
    manager: EntityManager,
    staffId: string,
    kinds: NoticeKind[],
    { edges }: Morning,
  ): Promise<Sections> {
    const { rows } = limits.staffLetters;
    const found = await waitingCases(manager, { staffId, kinds, edges, rows });
    const sections: Sections = {};
    for (const one of found) {
      const section = (sections[one.kind] ??= { lines: [], total: one.total });
      section.lines.push(caseLine(one));
    }
    return sections;
  }

  private async mentions(manager: EntityManager, staffId: string): Promise<Sections> {
    const found = await untoldMentions(manager, staffId);
    await manager.query(
      `UPDATE staff_notice SET told_at = now() WHERE staff_id = $1 AND kind = 'mention'
        AND thing = ANY($2)`,
      [staffId, found.map(({ thing }) => thing)],
    );
    const lines = found.map(({ submissionId: id, ...of }) => caseLine({ id, ...of }));
    return { mention: { lines, total: lines.length } };
  }

  private async errorReports(manager: EntityManager, { id }: ToldColleague): Promise<Sections> {
    const lines = (await openErrorReports(manager, id)).map(errorReportLine);
    return { errorReport: { lines, total: lines.length } };
  }

  private async provenContacts(manager: EntityManager, { id }: ToldColleague): Promise<Sections> {
    const lines = (await provenContacts(manager, id)).map(provenContactLine);
    return { provenContact: { lines, total: lines.length } };
  }

  private async failures(
    manager: EntityManager,
    { id, acceptedAt }: ToldColleague,
    words: StaffLetterWords,
    { now }: Morning,
  ): Promise<Sections> {
    const found = await untoldFailures(manager, id, later(acceptedAt, recently(now)));
    await manager.query(
      `INSERT INTO staff_notice (staff_id, kind, thing, told_at)
        SELECT $1, 'failedMail', unnest($2::text[]), now() ON CONFLICT DO NOTHING`,
      [id, found.map((mail) => mail.id)],
    );
    return {
      failedMail: { lines: found.map((mail) => mailLine(mail, words)), total: found.length },
    };
  }

  private async trail(manager: EntityManager, words: StaffLetterWords): Promise<Sections> {
    const seq = await brokenAt(manager);
    return seq === null ? {} : { brokenTrail: { lines: [trailLine(seq, words)], total: 1 } };
  }

  private async documents(manager: EntityManager, words: StaffLetterWords): Promise<Sections> {
    const found = await faultyDocuments(manager);
    return found ? { faultyDocument: { lines: [documentsLine(found, words)], total: 1 } } : {};
  }

  private async forgetOld(manager: EntityManager): Promise<void> {
    await manager.query(
      `DELETE FROM staff_notice WHERE at < now() - make_interval(days => ${limits.lookBackDays})`,
    );
  }
}
