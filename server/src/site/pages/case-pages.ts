import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Language, Pages } from '../../../../contract/pages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { ApplicantPresenter } from '../../joining/own-place/applicant.presenter.js';
import { CaseTimelineService } from '../../joining/case/case-timeline.service.js';
import { FollowUpsService } from '../../joining/own-place/follow-ups.service.js';
import { MessagesService } from '../../joining/messages/messages.service.js';
import { HandOversService } from '../../joining/own-place/hand-overs.service.js';
import { AssociationsService } from '../../joining/people/associations.service.js';
import type { PendingHandOverDto } from '../../joining/own-place/own-place.dto.js';
import { PersonalDataService } from '../../joining/case/personal-data.service.js';
import { mayDo } from '../../joining/submissions/case-actions.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { OwnReporting } from '../../register/reporting/own-reporting.service.js';
import { OwnRounds } from '../../register/rounds/own-rounds.service.js';
import { PactReader } from '../public/pact-reader.service.js';
import type { SignatoryDto } from '../public/public.dto.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { refusal } from './form-fields.js';
import { PagesService } from './pages.service.js';
import { mayAnnounce } from './town-kit.js';

/** A page's data are JSON. */
export const asShown = ({ expiresAt, ...asked }: PendingHandOverDto) => ({
  ...asked,
  expiresAt: expiresAt.toISOString(),
});

/** Shows the case and, once the authority has joined, its own page. */
@Injectable()
export class CasePages {
  constructor(
    private readonly pages: PagesService,
    private readonly presenter: ApplicantPresenter,
    private readonly timeline: CaseTimelineService,
    private readonly messages: MessagesService,
    private readonly followUps: FollowUpsService,
    private readonly pact: PactReader,
    private readonly register: RegisterReader,
    private readonly personalData: PersonalDataService,
    private readonly handOvers: HandOversService,
    private readonly associations: AssociationsService,
    private readonly reporting: OwnReporting,
    private readonly rounds: OwnRounds,
    private readonly context: AppContext,
  ) {}

  async show(
    reply: FastifyReply,
    language: Language,
    home: Submission,
    problem: string | null = null,
    status = 200,
  ): Promise<void> {
    const [
      submission,
      steps,
      letters,
      open,
      followUps,
      mayErase,
      pending,
      reporting,
      members,
      rounds,
    ] = await Promise.all([
      this.presenter.present(home),
      this.timeline.of(home.id),
      this.messages.of(home),
      this.messages.openCases(home),
      this.followUps.of(home).then((all) => this.presenter.followUps(all)),
      this.personalData.mayErase(home.id),
      this.handOvers.pending(home.id),
      this.reporting.of(home),
      this.associations.draftsOf(home),
      this.rounds.of(home, language),
    ]);
    const { slug } = submission;
    const own = slug === null ? null : await this.register.signatory(slug.slice(0, 8));
    await this.pages.send(
      reply,
      language,
      '/case',
      'Case',
      {
        ...{ submission, steps, letters, followUps, mayErase, reporting, problem, members },
        rounds: mayDo(home, 'answer a round') ? rounds : [],
        mayWrite: open.length > 0,
        hasKit: slug !== null && mayAnnounce(own),
        toDo: own && (await this.toDo(own)),
        handOver: pending && mayDo(home, 'hand over') ? asShown(pending) : null,
        origin: this.context.config.baseUrl,
      },
      status,
    );
  }

  /** A town's actions that are still to be finished; null where its size is not known. */
  private async toDo(own: SignatoryDto): Promise<Pages['Case']['toDo']> {
    const { kind, population } = own;
    const isOpen = ['planned', 'under_way'];
    const open = own.pledges.filter(({ action, progress }) => action && isOpen.includes(progress));
    if (kind !== 'municipality' || population === null || open.length === 0) return null;
    const pledged = await this.pact.pledged(open);
    const actions = Object.entries(pledged).map(([code, { then }]) => ({ code, wording: then }));
    return { inhabitants: population, actions };
  }

  /** The sent answers, to read and to print. */
  async answers(reply: FastifyReply, language: Language, home: Submission): Promise<void> {
    await this.pages.send(reply, language, '/case/answers', 'CaseAnswers', {
      submission: await this.presenter.present(home),
      pact: await this.pact.now(),
    });
  }

  /** Runs a button's action and redirects; a refusal is shown on the case page. */
  async orShowAgain(
    reply: FastifyReply,
    language: Language,
    home: Submission,
    act: () => Promise<string>,
  ): Promise<void> {
    try {
      await reply.redirect(`/${language}/${await act()}`, 303);
    } catch (error) {
      const problem = refusal(error);
      await this.show(reply, language, home, problem.code, problem.getStatus());
    }
  }
}
