import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Ip,
  Param,
  ParseUUIDPipe,
  Post,
  Put,
  Req,
  Res,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConflictResponse,
  ApiConsumes,
  ApiCreatedResponse,
  ApiGoneResponse,
  ApiHeader,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiParam,
  ApiTags,
  ApiUnprocessableEntityResponse,
  getSchemaPath,
  ApiTooManyRequestsResponse,
} from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { documentKinds } from '../../../../contract/kinds.js';
import { Cookies } from '../../platform/http/cookies.js';
import { IfMatch, Versioned } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { limits } from '../../platform/config/limits.js';
import { sessionSeconds } from '../../platform/config/session-seconds.js';
import { afterAllOthers } from '../../platform/database/request-start.js';
import { sectionNames } from '../../../../contract/sections.js';
import { isSectionName, sectionTypes } from '../submissions/answers.js';
import { CurrentSubmission, ForApplicant } from '../case/applicant.guard.js';
import { ApplicantPresenter, presentDocument } from './applicant.presenter.js';
import { BeginGate } from '../drafts/begin-gate.service.js';
import { CasesService } from '../case/cases.service.js';
import { SignaturesService } from '../case/signatures.service.js';
import { checkDocumentForm, readDocumentForm } from '../drafts/document-form.js';
import { DraftDocumentsService } from '../drafts/draft-documents.service.js';
import { DraftLinksService } from '../drafts/draft-links.service.js';
import { DraftsService } from '../drafts/drafts.service.js';
import { IdempotencyKey } from '../submissions/idempotency-key.js';
import { requireSection } from '../submissions/case-actions.js';
import type { Submission } from '../submissions/submission.entity.js';
import {
  ApplicantSubmissionDto,
  BeginDraftDto,
  DocumentDto,
  DraftLinkDto,
  TokenDto,
} from '../submissions/submissions.dto.js';

const sectionSchemas = [...new Set(Object.values(sectionTypes))].map((type) => ({
  $ref: getSchemaPath(type),
}));

/** Endorses the Pact step by step. The pages under /en/endorse do the same without JavaScript. */
@ApiTags('endorsement')
@Controller('api/v1')
export class SubmissionsController {
  constructor(
    private readonly drafts: DraftsService,
    private readonly draftDocuments: DraftDocumentsService,
    private readonly draftLinks: DraftLinksService,
    private readonly gate: BeginGate,
    private readonly cases: CasesService,
    private readonly signatures: SignaturesService,
    private readonly presenter: ApplicantPresenter,
    private readonly cookies: Cookies,
    private readonly rates: RateLimits,
  ) {}

  @Post('submissions')
  @ApiTooManyRequestsResponse()
  @ApiOperation({ summary: 'Start an endorsement; the response sets the cookie that opens it' })
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: '16 to 200 characters; a repeated call with it gives the same endorsement',
  })
  @ApiCreatedResponse({ type: ApplicantSubmissionDto })
  @ApiConflictResponse({ description: 'A request with the same Idempotency-Key is still running' })
  @ApiUnprocessableEntityResponse({
    description: 'Wrong fields, or the Idempotency-Key was used for another request',
  })
  async begin(
    @Body() { language, proof }: BeginDraftDto,
    @IdempotencyKey() key: string | undefined,
    @Ip() ip: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicantSubmissionDto> {
    const { submission, token } = await afterAllOthers(async () => {
      await this.gate.pass(ip, proof);
      return this.drafts.begin(language, key);
    });
    this.cookies.write(reply, 'applicant', token, sessionSeconds.draft);
    return this.presenter.present(submission);
  }

  @Get('submission')
  @ForApplicant('see the form')
  @ApiOperation({ summary: 'The submission that is open in this browser' })
  @ApiOkResponse({ type: ApplicantSubmissionDto })
  current(@CurrentSubmission() submission: Submission): Promise<ApplicantSubmissionDto> {
    return this.presenter.present(submission);
  }

  @Put('submission/sections/:section')
  @ForApplicant('fill in')
  @ApiOperation({
    summary: 'Save one section',
    description:
      'Unusual values are refused with a key that begins with `ask` and a parameter ' +
      '`confirm`; sending that word in a list `confirmed` beside the fields accepts them.',
  })
  @ApiParam({ name: 'section', enum: sectionNames })
  @Versioned({
    seen: 'The version of the submission that the caller saw',
    meanwhile: 'The section has been changed elsewhere',
  })
  @ApiBody({ schema: { anyOf: sectionSchemas } })
  @ApiOkResponse({ type: ApplicantSubmissionDto })
  @ApiConflictResponse({ description: 'The submission has been sent and cannot be changed now' })
  @ApiUnprocessableEntityResponse({ description: 'Wrong fields, each with pointer and key' })
  async save(
    @Param('section') section: string,
    @Body() body: unknown,
    @IfMatch() seen: number,
    @CurrentSubmission() submission: Submission,
  ): Promise<ApplicantSubmissionDto> {
    if (!isSectionName(section)) throw Problem.notFound();
    requireSection(submission, section);
    return this.presenter.present(await this.drafts.saveSection(submission, section, body, seen));
  }

  @Put('submission/sections/:section/typed')
  @ForApplicant('fill in')
  @HttpCode(204)
  @ApiOperation({ summary: 'Save what is being typed, without validating it' })
  @ApiParam({ name: 'section', enum: sectionNames })
  @ApiBody({
    schema: {
      type: 'object',
      additionalProperties: true,
      example: { name: 'Jeanne Barseghian', office: 'May' },
    },
  })
  @ApiNoContentResponse()
  async keepTyped(
    @Param('section') section: string,
    @Body() body: unknown,
    @CurrentSubmission() submission: Submission,
  ): Promise<void> {
    if (!isSectionName(section)) throw Problem.notFound();
    requireSection(submission, section);
    if (typeof body !== 'object' || body === null || Array.isArray(body))
      throw new Problem(400, 'bad-request', 'Send an object.');
    await this.drafts.keepTyped(submission.id, { [section]: body as Record<string, unknown> });
  }

  @Post('submission/documents')
  @ForApplicant('fill in')
  @ApiOperation({
    summary: `Add a document: PDF, JPEG or PNG, at most ${limits.documentBytes / 1024 / 1024} MB`,
  })
  @ApiConsumes('multipart/form-data')
  @ApiBody({
    description: 'The fields stand before the file',
    schema: {
      type: 'object',
      properties: {
        kind: { type: 'string', enum: [...documentKinds] },
        replaces: {
          type: 'string',
          format: 'uuid',
          description: 'The document it replaces',
        },
        file: { type: 'string', format: 'binary' },
      },
      required: ['kind', 'file'],
    },
  })
  @ApiCreatedResponse({ type: DocumentDto })
  @ApiConflictResponse({
    description: 'The submission was sent, holds too many documents, or not the one to replace',
  })
  @ApiUnprocessableEntityResponse({ description: 'Wrong fields, each with pointer and key' })
  async addDocument(
    @CurrentSubmission() { id }: Submission,
    @Req() request: FastifyRequest,
  ): Promise<DocumentDto> {
    const { file, fields } = await checkDocumentForm(await readDocumentForm(request));
    return presentDocument(await this.draftDocuments.add(id, fields, file));
  }

  @Delete('submission/documents/:id')
  @ForApplicant('fill in')
  @HttpCode(204)
  @ApiOperation({ summary: 'Remove a document that was not sent yet' })
  @ApiNoContentResponse()
  async removeDocument(
    @CurrentSubmission() { id }: Submission,
    @Param('id', ParseUUIDPipe) documentId: string,
  ): Promise<void> {
    await this.draftDocuments.remove(id, documentId);
  }

  @Post('submission/sending')
  @ForApplicant('send')
  @HttpCode(200)
  @ApiOperation({
    summary:
      'Send the endorsement; the signed Pact may follow. Sending again gives the same answer',
  })
  @ApiOkResponse({ type: ApplicantSubmissionDto })
  @ApiUnprocessableEntityResponse({ description: 'Names the sections that are not complete' })
  async send(@CurrentSubmission() open: Submission): Promise<ApplicantSubmissionDto> {
    return this.presenter.present(await this.drafts.submit(open));
  }

  @Post('submission/signature')
  @ForApplicant('send')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Send the signed Pact that was added after sending the rest',
    description:
      'An endorsement may be sent without the signed Pact. Once the address is proven, it is in ' +
      'the state `awaiting_signature`: add the document, then call this. Doing so again gives ' +
      'the same answer.',
  })
  @ApiOkResponse({ type: ApplicantSubmissionDto })
  @ApiConflictResponse({ description: 'No signed Pact was added, or the case waits for none' })
  async sendSignature(@CurrentSubmission() open: Submission): Promise<ApplicantSubmissionDto> {
    return this.presenter.present(await this.signatures.send(open));
  }

  @Post('submission/draft-links')
  @ForApplicant('mail a link')
  @HttpCode(202)
  @ApiTooManyRequestsResponse()
  @ApiOperation({
    summary: 'E-mail a link that opens the draft on another device, until it is sent or deleted',
  })
  @ApiAcceptedResponse()
  async sendDraftLink(
    @Body() { email }: DraftLinkDto,
    @CurrentSubmission() submission: Submission,
  ): Promise<Record<string, never>> {
    await this.draftLinks.send(submission, email);
    return {};
  }

  @Post('draft-sessions')
  @HttpCode(200)
  @ApiTooManyRequestsResponse()
  @ApiOperation({ summary: 'Open a draft with a mailed link; works until the draft is sent' })
  @ApiOkResponse({ type: ApplicantSubmissionDto })
  @ApiGoneResponse({ description: 'The link does not work; the response does not say why' })
  async openDraft(
    @Body() { token }: TokenDto,
    @Ip() ip: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApplicantSubmissionDto> {
    await this.rates.useFrom('token', limits.tokenTriesPerAddress, ip);
    const { submission, session } = await this.draftLinks.open(token);
    this.cookies.write(reply, 'applicant', session, sessionSeconds.draft);
    return this.presenter.present(submission);
  }

  @Post('submission/withdrawal')
  @ForApplicant('take back')
  @HttpCode(204)
  @ApiOperation({ summary: 'Withdraw the submission, as long as nothing has been decided' })
  @ApiNoContentResponse()
  async withdraw(@CurrentSubmission() { id, person }: Submission): Promise<void> {
    await this.cases.withdraw(id, person);
  }
}
