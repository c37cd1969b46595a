import { Body, Controller, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FieldError, Language } from '../../../../contract/pages.js';
import { optionsOf } from '../../../../contract/rounds.js';
import { OfCase } from '../../joining/case/applicant.guard.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { limits } from '../../platform/config/limits.js';
import { Problem } from '../../platform/http/problem.js';
import {
  isAnswerable,
  OwnRounds,
  type OwnRound,
} from '../../register/rounds/own-rounds.service.js';
import type { TypedAnswers } from '../../register/rounds/read-answers.js';
import { wordsFor, type Round } from '../../register/rounds/round-content.js';
import { isUuid } from '../public/public-figures.controller.js';
import { nestedFields, refusal, text } from './form-fields.js';
import { InLanguage } from './language.js';
import { OpenSubmission } from './open-submission.js';
import { PagesService } from './pages.service.js';

interface Shown {
  values?: TypedAnswers;
  errors?: FieldError[];
  problem?: string | null;
  saved?: boolean;
  status?: number;
  /** When the answers in the form were saved; without it, the current ones. */
  seen?: string;
}

/** A town answers the questions of a round, and changes its answers until the last day. */
@ApiExcludeController()
@Controller(':language/case/rounds')
export class CaseRoundPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly open: OpenSubmission,
    private readonly rounds: OwnRounds,
  ) {}

  @Get(':id')
  @OfCase('answer a round')
  async form(
    @InLanguage() language: Language,
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    await this.show(reply, language, await this.found(session.home, id), {});
  }

  @Post(':id')
  @OfCase('answer a round')
  @HttpCode(200)
  async answer(
    @InLanguage() language: Language,
    @Param('id') id: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = typedIn(body);
    const seen = text(nestedFields(body)['seen']);
    const session = await this.open.home(request);
    // The session may have ended while the form was filled in: the answers are shown again.
    if (!session) return this.showUnopened(reply, language, id, { values, seen });
    try {
      await this.rounds.answer(session.home, requireId(id), language, {
        ...{ typed: values, seen: momentOf(seen) },
      });
      await this.show(reply, language, await this.found(session.home, id), { saved: true });
    } catch (error) {
      const refused = refusal(error);
      if (refused.getStatus() === 404) throw refused;
      const errors = (refused.more['errors'] ?? []) as FieldError[];
      await this.show(reply, language, await this.found(session.home, id), {
        ...{ values, errors, status: refused.getStatus() },
        problem: errors.length > 0 ? null : refused.code,
        // After seeing that they were changed, the reader may replace them.
        ...(refused.code === 'round-changed' ? {} : { seen }),
      });
    }
  }

  private found(home: Submission, id: string): Promise<OwnRound> {
    return this.rounds.one(home, requireId(id));
  }

  private async showUnopened(
    reply: FastifyReply,
    language: Language,
    id: string,
    typed: Pick<Shown, 'values' | 'seen'>,
  ): Promise<void> {
    const round = await this.rounds.asked(requireId(id));
    await this.show(
      reply,
      language,
      { round, answers: null, answeredAt: null },
      { ...typed, problem: 'no-submission', status: 401 },
    );
  }

  private async show(
    reply: FastifyReply,
    language: Language,
    { round, answers, answeredAt }: OwnRound,
    { values, errors = [], problem = null, saved = false, status = 200, seen }: Shown,
  ): Promise<void> {
    const words = wordsFor(round, language);
    const kept = Object.entries(answers ?? {}).map(([place, answer]) => [place, String(answer)]);
    const page = {
      ...{ id: round.id, lastDay: round.lastDay!, isPublic: round.isPublic },
      ...{ title: words.title, intro: words.intro, writtenIn: words.language },
      questions: questionsOf(round, words.questions),
      values: { answers: values ?? (Object.fromEntries(kept) as TypedAnswers) },
      answeredAt: answeredAt && answeredAt.toISOString(),
      seen: seen ?? answeredAt?.toISOString() ?? '',
      isOpen: isAnswerable(round),
      isWithdrawn: round.state === 'withdrawn',
      ...{ errors, problem, saved },
    };
    await this.pages.send(reply, language, `/case/rounds/${round.id}`, 'CaseRound', page, status);
  }
}

const questionsOf = ({ questions }: Round, words: ReturnType<typeof wordsFor>['questions']) =>
  questions.map(({ kind, required, min, max, maxLength }, place) => ({
    ...{ kind, required, min, max },
    maxLength: maxLength ?? limits.roundTextLength,
    wording: words[place]!.wording,
    unit: words[place]!.unit,
    options: kind === 'choice' ? optionsOf(words[place]!) : [],
  }));

function typedIn(body: unknown): TypedAnswers {
  const { answers } = nestedFields(body);
  return typeof answers === 'object' && answers !== null ? (answers as TypedAnswers) : {};
}

/** @returns null for none, and for values that our pages never send. */
function momentOf(seen: string): Date | null {
  const moment = new Date(/^\d{4}-[\d-]+T[\d:.]+Z$/.test(seen) ? seen : '');
  return Number.isNaN(moment.getTime()) ? null : moment;
}

function requireId(id: string): string {
  if (!isUuid(id)) throw Problem.notFound();
  return id;
}
