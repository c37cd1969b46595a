import { Body, Controller, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Language } from '../../../../contract/pages.js';
import { OfCase } from '../../joining/case/applicant.guard.js';
import { checkDocumentForm, readDocumentForm } from '../../joining/drafts/document-form.js';
import { DraftDocumentsService } from '../../joining/drafts/draft-documents.service.js';
import { documentStates } from '../../joining/submissions/submission.workflow.js';
import { EndorseForm } from './endorse-form.service.js';
import { InLanguage } from './language.js';

/** The documents of the endorsement form, added and removed by plain forms. */
@ApiExcludeController()
@Controller(':language/endorse/documents')
export class EndorseDocumentsPagesController {
  constructor(
    private readonly form: EndorseForm,
    private readonly documents: DraftDocumentsService,
  ) {}

  @Post()
  @OfCase('fill in')
  async add(
    @InLanguage() language: Language,
    @Query() { then }: { then?: unknown },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const submission = await this.form.editable(language, request, reply, documentStates);
    if (!submission) return;
    const form = await readDocumentForm(request);
    // "Save and continue" uploads the chosen file, if there is one, and continues.
    const next =
      then !== 'continue' || submission.state === 'awaiting_signature'
        ? 'documents'
        : await this.form.pageAfter(submission, 'documents');
    if (!form.file && next !== 'documents')
      return void (await reply.redirect(`/${language}/endorse/${next}`, 303));
    await this.form.orShowAgain(
      reply,
      language,
      'documents',
      submission,
      { fields: form.fields },
      async () => {
        const { file, fields } = await checkDocumentForm(form);
        await this.documents.add(submission.id, fields, file);
        return next;
      },
    );
  }

  @Post('remove')
  @OfCase('fill in')
  async remove(
    @InLanguage() language: Language,
    @Body() body: { document?: string },
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const submission = await this.form.editable(language, request, reply, documentStates);
    if (!submission) return;
    await this.form.orShowAgain(
      reply,
      language,
      'documents',
      submission,
      { fields: {} },
      async () => {
        await this.documents.remove(submission.id, String(body.document));
        return 'documents';
      },
    );
  }
}
