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
import type { ArrivingFile } from '../../platform/documents/incoming-document.js';
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
  /** The places of the questions whose file was to go. */
  removed?: string[];
  errors?: FieldError[];
  problem?: string | null;
  saved?: boolean;
  status?: number;
  /** When the answers in the form were saved; without it, the current ones. */
  seen?: string;
  /** The form whose files were not kept: a browser does not choose them again. */
  lost?: Pick<FormWithFiles, 'chosen' | 'refusedField'>;
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
    const form = await this.read(request, body, id, session?.home ?? null);
    const { values, seen, removed } = form;
    const again = { values, removed, lost: form };
    // The session may have ended while the form was filled in: the answers are shown again.
    if (!session) return this.showUnopened(reply, language, id, { ...again, seen });
    try {
      if (form.refused) throw await this.refuse(form);
      await this.rounds.answer(session.home, requireId(id), language, {
        ...{ typed: values, seen: momentOf(seen), removed },
        files: form.files.map((file) => ({ ...file, place: placeOf(file.field) })),
      });
      await this.show(reply, language, await this.found(session.home, id), { saved: true });
    } catch (error) {
      // Of a full disk, too, the form is shown again.
      const refused = form.refused && error === form.refused ? form.refused : refusal(error);
      if (refused.getStatus() === 404) throw refused;
      const errors = (refused.more['errors'] ?? []) as FieldError[];
      await this.show(reply, language, await this.found(session.home, id), {
        ...{ ...again, errors, status: refused.getStatus() },
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
  private async read(
    request: FastifyRequest,
    body: unknown,
    id: string,
    home: Submission | null,
  ): Promise<FormWithFiles & { values: TypedAnswers; seen: string; removed: string[] }> {
    const take = (home: Submission) => (file: ArrivingFile, field: string) =>
      this.rounds.receiveFile(home, { roundId: requireId(id), place: placeOf(field) }, file);
    const form: FormWithFiles = request.isMultipart()
      ? await readFormWithFiles(request, home && take(home))
      : { ...noFiles, fields: {} };
    try {
      const fields = nestedFields(request.isMultipart() ? form.fields : body);
      const removed = Object.keys((fields['remove'] ?? {}) as object);
      return { ...form, values: typedIn(fields), seen: text(fields['seen']), removed };
    } catch (error) {
      await this.rounds.forgetFiles(form.files);
      throw error;
    }
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
    typed: Pick<Shown, 'values' | 'removed' | 'seen' | 'lost'>,
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
    { values, removed = [], lost, errors = [], problem = null, saved = false, ...more }: Shown,
  ): Promise<void> {
    const words = wordsFor(round, language);
    const kept = Object.entries(answers ?? {}).map(([place, answer]) => [place, String(answer)]);
    const page = {
      ...{ id: round.id, lastDay: round.lastDay!, isPublic: round.isPublic },
      ...{ title: words.title, intro: words.intro, writtenIn: words.language },
      questions: questionsOf(round, words.questions, { answers, files, lost }),
      values: {
        answers: values ?? (Object.fromEntries(kept) as TypedAnswers),
        remove: Object.fromEntries(removed.map((place) => [place, 'true'])),
      },
      answeredAt: answeredAt && answeredAt.toISOString(),
      seen: more.seen ?? answeredAt?.toISOString() ?? '',
      isOpen: isAnswerable(round),
      isWithdrawn: round.state === 'withdrawn',
      ...{ errors, problem, saved },
    };
    const path = `/case/rounds/${round.id}`;
    await this.pages.send(reply, language, path, 'CaseRound', page, more.status ?? 200);
  }
}

const questionsOf = (
  { questions }: Round,
  words: ReturnType<typeof wordsFor>['questions'],
  { answers, files, lost }: Pick<OwnRound, 'answers' | 'files'> & Pick<Shown, 'lost'>,
) =>
  questions.map(({ kind, required, min, max, maxLength }, place) => ({
    ...{ kind, required, min, max },
    maxLength: maxLength ?? limits.roundTextLength,
    wording: words[place]!.wording,
    unit: words[place]!.unit,
    options: kind === 'choice' ? optionsOf(words[place]!) : [],
    file: kind === 'file' ? fileIn(files, answers?.[place]) : null,
    again: kind === 'file' && lost !== undefined && wasLost(lost, place),
  }));

function fileIn(files: OwnRound['files'], answer: unknown) {
  const found = files.find(({ id }) => id === answer);
  return found ? { id: found.id, name: found.fileName } : null;
}

/** Whether a file was chosen here. Behind a refused one nothing is read: there may have been. */
function wasLost({ chosen, refusedField }: NonNullable<Shown['lost']>, place: number): boolean {
  const behind = refusedField !== null && place > Number(placeOf(refusedField));
  return behind || chosen.includes(`answers.${place}`);
}

const noFiles = { files: [], refused: null, refusedField: null, chosen: [] };

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
