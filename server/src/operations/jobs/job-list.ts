import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayInStrasbourg as today } from '../../../../contract/clock.js';
import { ImportsService } from '../../workbench/imports/imports.service.js';
import { CopiesService } from '../../platform/documents/copies.service.js';
import { DocumentsCheck } from '../../platform/documents/documents-check.service.js';
import { AttachmentsService } from '../../platform/documents/attachments.service.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { LogSigner } from '../../site/log/log-signer.service.js';
import { Witnesses } from '../../site/log/witnesses.service.js';
import { NewsClock } from '../../site/news/news-clock.service.js';
import { CertificatePictures } from '../../site/certificate/certificate-pictures.service.js';
import { NewsImagesService } from '../../site/news/news-images.service.js';
import { DigestSender } from '../../site/newsletter/digest-sender.service.js';
import { FollowSender } from '../../site/newsletter/follow-sender.service.js';
import { FollowsService } from '../../site/newsletter/follows.service.js';
import { SubscriptionsService } from '../../site/newsletter/subscriptions.service.js';
import { ErrorReports } from '../../register/error-reports/error-reports.service.js';
import { HelplineReports } from '../../reference/helplines/helpline-reports.service.js';
import { SnapshotsService } from '../../site/open-data/snapshots.service.js';
import { ResponseTimeService } from '../../workbench/figures/response-time.service.js';
import type { RetentionSubject } from '../../workbench/retention/retention-rules.js';
import { SilenceService } from '../../register/reporting/silence.service.js';
import { RemindersService } from '../../register/reporting/reminders.service.js';
import { ScheduledPublications } from '../../register/publication/scheduled-publications.service.js';
import { SearchTexts } from '../../workbench/queue/search-texts.service.js';
import { ExpiryService } from '../../joining/case/expiry.service.js';
import { SignaturesService } from '../../joining/case/signatures.service.js';
import { AnswerTimes } from '../../joining/messages/answer-times.service.js';
import { UploadsService } from '../../joining/drafts/uploads.service.js';
import { PersonalDataService } from '../../joining/case/personal-data.service.js';
import { MailingRetention } from '../../workbench/mailings/mailing-retention.service.js';
import { MailingSender } from '../../workbench/mailings/mailing-sender.service.js';
import { RoundSteps } from '../../workbench/rounds/round-steps.service.js';
import { AtOnce } from '../../workbench/letters/at-once.service.js';
import { StaffLetters } from '../../workbench/letters/letters.service.js';
import { TrailCheck } from '../../workbench/trail/trail-check.service.js';
import { TrailHeadService } from '../../workbench/trail/trail-head.service.js';
import { forgetUnanswered } from '../../joining/people/case-people.js';
import { StaffDrafts } from '../../accounts/drafts/drafts.service.js';
import { Proposals } from '../../accounts/four-eyes/proposals.service.js';
import { UndoService } from '../../platform/undo/undo.service.js';
import { forgetDeadTokens } from './dead-tokens.js';
import { foldAll } from './fold-search-texts.js';

export interface Done {
  done: number;
  /** How many items were deleted automatically, by retention rule. */
  removed?: Partial<Record<RetentionSubject, number>>;
  afterwards?: () => Promise<void>;
}

/** A recurring task. */
export interface Job {
  name: string;
  /**
   * Does the work that is due, in one transaction.
   * @returns how much it did, and any follow-up work outside the database.
   */
  run(manager: EntityManager): Promise<Done>;
}

/** The scheduled jobs, in this order. */
@Injectable()
export class JobList {
  readonly all: readonly Job[];

  constructor(
    private readonly documents: DocumentsService,
    expiry: ExpiryService,
    signatures: SignaturesService,
    answerTimes: AnswerTimes,
    reminders: RemindersService,
    silence: SilenceService,
    personalData: PersonalDataService,
    uploads: UploadsService,
    newsClock: NewsClock,
    newsImages: NewsImagesService,
    certificatePictures: CertificatePictures,
    digests: DigestSender,
    mailings: MailingSender,
    rounds: RoundSteps,
    subscriptions: SubscriptionsService,
    outbox: OutboxService,
    imports: ImportsService,
    snapshots: SnapshotsService,
    scheduled: ScheduledPublications,
    undo: UndoService,
    searchTexts: SearchTexts,
    copies: CopiesService,
    helplineReports: HelplineReports,
    trailHead: TrailHeadService,
    logSigner: LogSigner,
    witnesses: Witnesses,
    trailCheck: TrailCheck,
    atOnce: AtOnce,
    staffLetters: StaffLetters,
    responseTime: ResponseTimeService,
    proposals: Proposals,
    documentsCheck: DocumentsCheck,
    errorReports: ErrorReports,
    followSender: FollowSender,
    follows: FollowsService,
    attachments: AttachmentsService,
    letters: MailingRetention,
    staffDrafts: StaffDrafts,
  ) {
    this.all = [
      {
        name: 'remind of the signed Pact',
        run: async (manager) => ({ done: await signatures.remind(manager) }),
      },
      {
        name: 'remind of changes that were asked for',
        run: async (manager) => ({ done: await answerTimes.remind(manager, today()) }),
      },
      { name: 'warn of expiry', run: async (manager) => ({ done: await expiry.warn(manager) }) },
      {
        name: 'expire submissions',
        run: async (manager) => {
          const { expired, files } = await expiry.expire(manager);
          return { ...removing(expired), afterwards: () => this.remove(files) };
        },
      },
      {
        name: 'erase ended cases',
        run: async (manager) => {
          const { erased, files } = await personalData.eraseOld(manager);
          return { ...removing({ ended_case: erased }), afterwards: () => this.remove(files) };
        },
      },
      {
        name: 'forget old invitations',
        run: async (all) => ({ done: await forgetUnanswered(all) }),
      },
      {
        name: 'publish as scheduled',
        run: async (manager) => ({ done: await scheduled.publish(manager) }),
      },
      {
        name: 'forget what cannot be taken back',
        run: async (manager) => ({ done: await undo.forget(manager) }),
      },
      {
        name: 'close proposals that nobody decided on',
        run: async (manager) => removing({ proposal: await proposals.lapse(manager) }),
      },
      {
        name: 'excuse who has nothing left to report',
        run: async (manager) => ({ done: await silence.excuseComplete(manager, today()) }),
      },
      {
        name: 'remind of progress reports',
        run: async (manager) => ({ done: await reminders.ask(manager, today()) }),
      },
      {
        name: 'tell who is silent',
        run: async (manager) => ({ done: await silence.tell(manager, today()) }),
      },
      {
        name: 'give up stale uploads',
        run: async (manager) => removing({ upload: await uploads.removeStale(manager) }),
      },
      {
        name: 'forget to whom letters went',
        run: async (manager) => removing({ letter: await letters.forgetOld(manager) }),
      },
      {
        name: 'forget files that were not sent',
        run: async (manager) => removing({ upload: await attachments.forgetUnsent(manager) }),
      },
      {
        name: 'forget drafts of colleagues',
        run: async (manager) => removing({ staff_draft: await staffDrafts.forgetOld(manager) }),
      },
      { name: 'show news', run: async (manager) => ({ done: await newsClock.show(manager) }) },
      {
        name: 'remove unused pictures',
        run: async (manager) => ({
          done:
            (await newsImages.removeUnused(manager)) +
            (await certificatePictures.removeUnused(manager)),
        }),
      },
      { name: 'send digests', run: async (manager) => ({ done: await digests.run(manager) }) },
      {
        name: 'close rounds',
        run: async (manager) => ({ done: await rounds.closeDue(manager, today()) }),
      },
      {
        name: 'remind of rounds',
        run: async (manager) => ({ done: await rounds.remindDue(manager, today()) }),
      },
      {
        name: 'send letters to signatories',
        run: async (manager) => ({ done: await mailings.run(manager) }),
      },
      {
        name: 'forget unconfirmed subscribers',
        run: async (manager) =>
          removing({
            subscriber:
              (await subscriptions.forgetUnconfirmed(manager)) +
              (await follows.forgetUnconfirmed(manager)),
          }),
      },
      {
        name: 'write to followers',
        run: async (manager) => ({ done: await followSender.run(manager, new Date()) }),
      },
      {
        name: 'forget old mails',
        run: async (manager) => removing(await outbox.forgetOld(manager)),
      },
      {
        name: 'forget files that were not imported',
        run: async (manager) => removing({ import: await imports.forgetOld(manager) }),
      },
      {
        name: 'forget old reports of wrong numbers',
        run: async (manager) =>
          removing({ helpline_report: await helplineReports.forgetOld(manager) }),
      },
      {
        name: 'forget old reports of errors',
        run: async (manager) => removing({ error_report: await errorReports.forgetOld(manager) }),
      },
      {
        name: 'keep what the register says today',
        run: async (manager) => ({ done: await snapshots.make(manager) }),
      },
      {
        name: 'measure the response time',
        run: async (manager) => ({ done: Number(await responseTime.measureDaily(manager)) }),
      },
      { name: 'fold names for the search', run: (manager) => foldAll(searchTexts, manager) },
      {
        name: 'sign the public log',
        run: async (manager) => ({
          ...(await logSigner.sign(manager)),
          afterwards: () => witnesses.ask(),
        }),
      },
      { name: 'tell the head of the audit trail', run: (manager) => trailHead.tell(manager) },
      {
        name: 'check the audit trail',
        run: async (manager) => ({ done: await trailCheck.step(manager) }),
      },
      {
        name: 'check the documents',
        run: async (manager) => ({ done: await documentsCheck.step(manager) }),
      },
      {
        name: 'tell colleagues at once',
        run: async (manager) => ({ done: await atOnce.tell(manager, new Date()) }),
      },
      {
        name: 'write letters to colleagues',
        run: async (manager) => ({ done: await staffLetters.tell(manager, new Date()) }),
      },
      { name: 'sweep files', run: async (manager) => ({ done: await documents.sweep(manager) }) },
      {
        name: 'clean copies anew',
        run: async (manager) => ({ done: await copies.renew(manager) }),
      },
      {
        name: 'forget dead tokens',
        run: async (manager) => removing(await forgetDeadTokens(manager)),
      },
    ];
  }

  private async remove(files: string[]): Promise<void> {
    for (const id of files) await this.documents.forget({ id });
  }
}

function removing(removed: Partial<Record<RetentionSubject, number>>): Done {
  return { done: Object.values(removed).reduce((sum, amount) => sum + amount, 0), removed };
}
