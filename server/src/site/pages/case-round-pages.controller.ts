import {
  Body,
  Controller,
  Get,
  HttpCode,
  Param,
  ParseUUIDPipe,
  Post,
  Req,
  Res,
} from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { FieldError, Language } from '../../../../contract/pages.js';
import { fileProblemText } from '../../../../contract/file-problems.js';
import { optionsOf } from '../../../../contract/rounds.js';
import { OfCase } from '../../joining/case/applicant.guard.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { limits } from '../../platform/config/limits.js';
import { readFormWithFiles, type FormWithFiles } from '../../platform/documents/form-with-files.js';
import { sendAttachment } from '../../platform/documents/send-attachment.js';
import { Problem } from '../../platform/http/problem.js';
import {
  isAnswerable,
  OwnRounds,
  type OwnRound,
} from '../../register/rounds/own-rounds.service.js';
import type { TypedAnswers } from '../../register/rounds/read-answers.js';
import { wordsFor, type Round } from '../../register/rounds/round-content.js';
import { isUuid } from '../public/public-figures.controller.js';
import { nestedFields, refusal, text, type Fields } from './form-fields.js';
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
  /** Files were chosen and not kept: a browser does not choose them again. */
  hadFiles?: boolean;
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
    const session = await this.open.home(request);
    const form = await this.read(request, body, session?.home ?? null);
    const { values, seen, hadFiles } = form;
    // The session may have ended while the form was filled in: the answers are shown again.
    if (!session) return this.showUnopened(reply, language, id, { values, seen, hadFiles });
    try {
      if (form.refused) throw await this.refuse(form);
      await this.rounds.answer(session.home, requireId(id), language, {
        ...{ typed: values, seen: momentOf(seen), removed: form.removed },
        files: Object.fromEntries(form.files.map((file) => [placeOf(file.field), file])),
      });
      await this.show(reply, language, await this.found(session.home, id), { saved: true });
    } catch (error) {
      const refused = refusal(error);
      if (refused.getStatus() === 404) throw refused;
      const errors = (refused.more['errors'] ?? []) as FieldError[];
      await this.show(reply, language, await this.found(session.home, id), {
        ...{ values, errors, hadFiles, status: refused.getStatus() },
        problem: errors.length > 0 ? null : refused.code,
        // After seeing that they were changed, the reader may replace them.
        ...(refused.code === 'round-changed' ? {} : { seen }),
      });
    }
  }

  @Get(':id/files/:fileId')
  @OfCase('answer a round')
  async file(
    @InLanguage() language: Language,
    @Param('id', ParseUUIDPipe) id: string,
    @Param('fileId', ParseUUIDPipe) fileId: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    if (!session) return void (await reply.redirect(`/${language}/case`, 303));
    await sendAttachment(reply, await this.rounds.openFile(session.home, id, fileId));
  }

  /** A form with files where a question asks for one. Nobody's files are not taken. */
  private async read(request: FastifyRequest, body: unknown, home: Submission | null) {
    const form: FormWithFiles = request.isMultipart()
      ? await readFormWithFiles(request, home && ((file) => this.rounds.receiveFile(home, file)))
      : { ...noFiles, fields: {} };
    const fields = nestedFields(request.isMultipart() ? form.fields : body);
    const removed = Object.keys((fields['remove'] ?? {}) as object);
    return { ...form, values: typedIn(fields), seen: text(fields['seen']), removed };
  }

  /** A refused file is the fault of its question; nothing of the form is kept. */
  private async refuse({ refused, refusedField, files }: FormWithFiles): Promise<Problem> {
    await this.rounds.forgetFiles(files);
    const key = fileProblemText(refused!.code)?.replace('errors.', '');
    if (!key || !refusedField) return refused!;
    const pointer = `/answers/${placeOf(refusedField)}`;
    return Problem.invalid([{ pointer, key, params: {}, detail: refused!.message }]);
  }

  private found(home: Submission, id: string): Promise<OwnRound> {
    return this.rounds.one(home, requireId(id));
  }

  private async showUnopened(
    reply: FastifyReply,
    language: Language,
    id: string,
    typed: Pick<Shown, 'values' | 'seen' | 'hadFiles'>,
  ): Promise<void> {
    const round = await this.rounds.asked(requireId(id));
    await this.show(
      reply,
      language,
      { round, answers: null, answeredAt: null, files: [] },
      { ...typed, problem: 'no-submission', status: 401 },
    );
  }

  private async show(
    reply: FastifyReply,
    language: Language,
    { round, answers, answeredAt, files }: OwnRound,
    { values, errors = [], problem = null, saved = false, status = 200, seen, hadFiles }: Shown,
  ): Promise<void> {
    const words = wordsFor(round, language);
    const kept = Object.entries(answers ?? {}).map(([place, answer]) => [place, String(answer)]);
    const page = {
      ...{ id: round.id, lastDay: round.lastDay!, isPublic: round.isPublic },
      ...{ title: words.title, intro: words.intro, writtenIn: words.language },
      questions: questionsOf(round, words.questions, { answers, files }),
      values: { answers: values ?? (Object.fromEntries(kept) as TypedAnswers) },
      answeredAt: answeredAt && answeredAt.toISOString(),
      seen: seen ?? answeredAt?.toISOString() ?? '',
      isOpen: isAnswerable(round),
      isWithdrawn: round.state === 'withdrawn',
      ...{ errors, problem, saved, hadFiles: hadFiles ?? false },
    };
    await this.pages.send(reply, language, `/case/rounds/${round.id}`, 'CaseRound', page, status);
  }
}

const questionsOf = (
  { questions }: Round,
  words: ReturnType<typeof wordsFor>['questions'],
  { answers, files }: Pick<OwnRound, 'answers' | 'files'>,
) =>
  questions.map(({ kind, required, min, max, maxLength }, place) => ({
    ...{ kind, required, min, max },
    maxLength: maxLength ?? limits.roundTextLength,
    wording: words[place]!.wording,
    unit: words[place]!.unit,
    options: kind === 'choice' ? optionsOf(words[place]!) : [],
    file: kind === 'file' ? fileIn(files, answers?.[place]) : null,
  }));

function fileIn(files: OwnRound['files'], answer: unknown) {
  const found = files.find(({ id }) => id === answer);
  return found ? { id: found.id, name: found.fileName } : null;
}

const noFiles = { files: [], refused: null, refusedField: null, hadFiles: false };

/** `answers.2` is the field of the third question. */
const placeOf = (field: string): string => field.replace(/^answers\./, '');

function typedIn({ answers }: Fields): TypedAnswers {
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
