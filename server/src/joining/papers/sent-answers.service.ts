import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  answerSections,
  type AnswerWords,
  type WrittenAnswers,
} from '../../../../contract/answer-lines.js';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { dateFormat, numberFormat, regionNames } from '../../../../contract/language-formats.js';
import { wordsIn, type Language, type Translated } from '../../../../contract/languages.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { MailAttachments } from '../../platform/mail/mail-attachments.js';
import type { NewMail } from '../../platform/mail/outbox.service.js';
import { StandingService } from '../submissions/standing.service.js';
import type { Submission } from '../submissions/submission.entity.js';
import { answersPaper, type SentAnswers } from './answers-paper.js';
import { publicWordsIn } from './public-words.js';

const valueName = 'answers';

/**
 * The answers as they were sent, for the mail that confirms this. They are stored as text with the
 * mail and made into a paper when it is sent, even if the answers have changed since.
 */
@Injectable()
export class SentAnswersService implements OnModuleInit {
  constructor(
    private readonly documents: DocumentsService,
    private readonly standing: StandingService,
    private readonly attachments: MailAttachments,
  ) {}

  onModuleInit(): void {
    this.attachments.register(valueName, async (value, language) => {
      const { reference, ...sent } = JSON.parse(value) as SentAnswers & { reference: string };
      return {
        filename: `${reference}.pdf`,
        content: await answersPaper(language, sent),
        contentType: 'application/pdf',
      };
    });
  }

  /** Adds the answers to a mail, which must go to a proven address. */
  async with(manager: EntityManager, mail: NewMail, submission: Submission): Promise<NewMail> {
    const { reference } = submission;
    const sent = await this.of(manager, submission, mail.language);
    return {
      ...mail,
      data: { ...mail.data, [valueName]: JSON.stringify({ reference, ...sent }) },
    };
  }

  /** The answers of a submission in the words of a language. */
  async of(
    manager: EntityManager,
    submission: Submission,
    language: Language,
  ): Promise<SentAnswers> {
    const { kind, answers, reference, submittedAt } = submission;
    const say = await this.wordsFor(manager, submission, language);
    const documents = await this.documents.of(manager, submission.id);
    const written = { kind, answers, documents } as unknown as WrittenAnswers;
    const day = submittedAt && dayInStrasbourg(submittedAt);
    return {
      title: say.t('caseAnswers.title'),
      authority: answers.authority?.nameOfficial ?? '',
      lines: [
        say.t('tasks.reference', { reference }),
        ...(day ? [say.t('case.sentOn', { date: say.date(day) })] : []),
      ],
      nothing: say.t('check.nothing'),
      sections: answerSections(written, say),
    };
  }

  private async wordsFor(
    manager: EntityManager,
    submission: Submission,
    language: Language,
  ): Promise<AnswerWords> {
    const t = publicWordsIn(language);
    const actions = await manager.query<{ code: string; wording: Translated }[]>(
      `SELECT a.code, coalesce(v.wording, a.wording) AS wording FROM action a
       LEFT JOIN pact_version_action v ON v.version = $1 AND v.code = a.code`,
      [submission.pactVersion],
    );
    const wordings = new Map(
      actions.map(({ code, wording }) => [code, wordsIn(language, wording)]),
    );
    const pledges =
      submission.kind === 'progress'
        ? ((await this.standing.of(manager, submission))?.pledges ?? [])
        : [];
    const day = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
    return {
      t,
      country: (code) => regionNames(language).of(code) ?? code,
      date: (date) => dateFormat(language, day).format(new Date(`${date}T00:00:00Z`)),
      number: (figure) => numberFormat(language).format(figure),
      action: (code) => wordings.get(code) ?? code,
      pillar: (code) => t(`sections.${code}`),
      pledge: (id) => {
        const pledge = pledges.find((one) => one.id === id);
        return pledge?.ownWords ?? (pledge?.wording ? wordsIn(language, pledge.wording) : '');
      },
    };
  }
}
