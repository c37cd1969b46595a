import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { noticeKinds, type NoticeKind } from '../../../../contract/notices.js';
import { NoticeMails } from '../../accounts/notices/notice-mails.service.js';
import {
  periodOf,
  toldColleagues,
  type ToldColleague,
} from '../../accounts/notices/told-colleague.js';
import { limits } from '../../platform/config/limits.js';
import type { NoticeTemplate } from '../../platform/mail/notice-templates.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { bandEdges, bandLimitsOf, type BandLimits } from '../queue/bands.js';
import { casesNow, type CaseNow } from './cases-now.js';
import { LetterMails } from './letter-mails.service.js';
import {
  brokenAt,
  faultyDocuments,
  later,
  provenContacts,
  recently,
  untoldErrorReports,
  untoldFailures,
  untoldMessages,
} from './other-things.js';
import {
  caseLine,
  documentsLine,
  errorReportLine,
  mailLine,
  provenContactLine,
  trailLine,
  type Line,
  type Sections,
} from './staff-letter.js';

/** One thing to tell at once: its mail, and its line in a letter when there are many. */
interface News {
  kind: NoticeKind;
  thing: string;
  submissionId: string | null;
  template: NoticeTemplate;
  data: Record<string, string>;
  line: Line;
}

/**
 * Sends the immediate notices that no colleague's action triggers: a case is new, was sent again or
 * is due, a mail failed, the audit trail is broken. They are derived from the current state, so a
 * crashed instance loses none. A row for each notice prevents two instances from sending it twice.
 */
@Injectable()
export class AtOnce {
  constructor(
    private readonly mails: NoticeMails,
    private readonly letters: LetterMails,
    private readonly settings: SettingsService,
  ) {}

  /** @returns how many colleagues were written to. */
  async tell(manager: EntityManager, now: Date): Promise<number> {
    const bands = bandLimitsOf(await this.settings.inside(manager));
    let told = 0;
    for (const colleague of await toldColleagues(manager)) {
      const news = await this.newsFor(manager, colleague, bands, now);
      const untold = await this.note(manager, colleague.id, news);
      if (untold.length > 0) told += 1;
      await this.send(manager, colleague, untold);
    }
    return told;
  }

  /**
   * Everything new of the kinds that the colleague wants immediately, whether already sent or not.
   */
  private async newsFor(
    manager: EntityManager,
    colleague: ToldColleague,
    bands: BandLimits,
    now: Date,
  ): Promise<News[]> {
    const news: News[] = [];
    for (const kind of noticeKinds) {
      if (periodOf(colleague, kind) !== 'at_once') continue;
      const chosen = new Date(colleague.choices[kind]?.since ?? colleague.acceptedAt);
      const since = later(chosen, recently(now));
      const others: Partial<Record<NoticeKind, () => Promise<News[]>>> = {
        message: () => this.messages(manager, colleague, since),
        errorReport: () => this.errorReports(manager, colleague, since),
        provenContact: () => this.provenContacts(manager, colleague, since),
        failedMail: () => this.failures(manager, colleague, since),
        faultyDocument: () => this.documents(manager, colleague),
        brokenTrail: () => this.trail(manager, colleague),
      };
      if (kind === 'due') {
        const due = { from: bandEdges(bands, since), to: bandEdges(bands, now) };
        const cases = await casesNow(manager, colleague.id, { due });
        news.push(...cases.map((one) => ofCase(kind, one, colleague.language)));
      }
      if (kind === 'sentAgain' || kind === 'newCase') {
        const cases = await casesNow(manager, colleague.id, { kind, since });
        news.push(...cases.map((one) => ofCase(kind, one, colleague.language)));
      }
      news.push(...((await others[kind]?.()) ?? []));
    }
    return news;
  }

  private async messages(
    manager: EntityManager,
    { id: staffId }: ToldColleague,
    since: Date,
  ): Promise<News[]> {
    const cases = await untoldMessages(manager, staffId, since);
    return cases.map(({ id, thing, reference, authority }): News => {
      const line = caseLine({ id, authority, reference });
      return {
        kind: 'message',
        thing,
        submissionId: id,
        template: 'staff_message',
        data: { reference, authority, path: line.path },
        line,
      };
    });
  }

  private async errorReports(
    manager: EntityManager,
    { id: staffId }: ToldColleague,
    since: Date,
  ): Promise<News[]> {
    const reports = await untoldErrorReports(manager, staffId, since);
    return reports.map((report): News => {
      const line = errorReportLine(report);
      return {
        kind: 'errorReport',
        thing: report.id,
        submissionId: null,
        template: 'staff_error_report',
        data: { authority: report.authority, path: line.path },
        line,
      };
    });
  }

  private async provenContacts(
    manager: EntityManager,
    { id: staffId }: ToldColleague,
    since: Date,
  ): Promise<News[]> {
    const proven = await provenContacts(manager, staffId);
    return proven
      .filter(({ provenAt }) => provenAt > since)
      .map((one): News => {
        const line = provenContactLine(one);
        return {
          kind: 'provenContact',
          thing: `${one.id} ${one.provenAt.toISOString()}`,
          submissionId: null,
          template: 'staff_proven_contact',
          data: { authority: one.authority, path: line.path },
          line,
        };
      });
  }

  private async failures(
    manager: EntityManager,
    colleague: ToldColleague,
    since: Date,
  ): Promise<News[]> {
    const words = await this.letters.words(manager, colleague);
    const failures = await untoldFailures(manager, colleague.id, since);
    return failures.map((mail): News => {
      const line = mailLine(mail, words);
      return {
        kind: 'failedMail',
        thing: mail.id,
        submissionId: null,
        template: 'staff_failed_mail',
        data: { authority: mail.authority ?? words.mail, path: line.path },
        line,
      };
    });
  }

  private async trail(manager: EntityManager, colleague: ToldColleague): Promise<News[]> {
    const seq = await brokenAt(manager);
    if (seq === null) return [];
    const line = trailLine(seq, await this.letters.words(manager, colleague));
    return [
      {
        kind: 'brokenTrail',
        thing: seq,
        submissionId: null,
        template: 'staff_broken_trail',
        data: { seq, path: line.path },
        line,
      },
    ];
  }

  private async documents(manager: EntityManager, colleague: ToldColleague): Promise<News[]> {
    const found = await faultyDocuments(manager);
    if (!found) return [];
    const line = documentsLine(found, await this.letters.words(manager, colleague));
    return [
      {
        kind: 'faultyDocument',
        thing: `${found.first} ${found.count}`,
        submissionId: null,
        template: 'staff_faulty_document',
        data: { count: String(found.count), document: found.first, path: line.path },
        line,
      },
    ];
  }

  /** Records them as sent. @returns those not sent to the colleague before. */
  private async note(manager: EntityManager, staffId: string, news: News[]): Promise<News[]> {
    if (news.length === 0) return [];
    const rows = await manager.query<{ kind: string; thing: string }[]>(
      `INSERT INTO staff_notice (staff_id, kind, thing, submission_id, told_at)
       SELECT $1, kind, thing, submission_id, now()
         FROM jsonb_to_recordset($2) AS n (kind text, thing text, submission_id uuid)
       ON CONFLICT DO NOTHING RETURNING kind, thing`,
      [
        staffId,
        JSON.stringify(
          news.map(({ kind, thing, submissionId }) => ({
            kind,
            thing,
            submission_id: submissionId,
          })),
        ),
      ],
    );
    const fresh = new Set(rows.map(({ kind, thing }) => `${kind} ${thing}`));
    return news.filter(({ kind, thing }) => fresh.has(`${kind} ${thing}`));
  }

  /** Many notices become one letter, not many mails. */
  private async send(
    manager: EntityManager,
    colleague: ToldColleague,
    news: News[],
  ): Promise<void> {
    if (news.length <= limits.staffLetters.oneByOne) {
      for (const { template, data } of news)
        await this.mails.send(manager, colleague, template, data);
      return;
    }
    const sections: Sections = {};
    for (const { kind, line } of news) {
      const section = (sections[kind] ??= { lines: [], total: 0 });
      section.lines.push(line);
      section.total += 1;
    }
    await this.letters.send(
      manager,
      colleague,
      sections,
      await this.letters.words(manager, colleague),
    );
  }
}

function ofCase(
  kind: 'due' | 'sentAgain' | 'newCase',
  { id, reference, authority, since, isOverdue }: CaseNow,
  language: string,
): News {
  const templates = {
    due: isOverdue ? 'staff_overdue' : 'staff_due',
    sentAgain: 'staff_sent_again',
    newCase: 'staff_new_case',
  } as const;
  const day = new Intl.DateTimeFormat(language === 'fr' ? 'fr' : 'en-GB', {
    dateStyle: 'long',
    timeZone: 'Europe/Paris',
  }).format(since);
  const line = caseLine({ id, authority, reference });
  return {
    kind,
    thing: `${id} ${since.toISOString()}${kind === 'due' && isOverdue ? ' overdue' : ''}`,
    submissionId: id,
    template: templates[kind],
    data: { reference, authority, path: line.path, ...(kind === 'due' ? { since: day } : {}) },
    line,
  };
}
