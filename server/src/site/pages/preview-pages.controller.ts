import { Controller, Get, Param, ParseUUIDPipe, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Language } from '../../../../contract/pages.js';
import { ForStaff } from '../../accounts/access/staff.guard.js';
import { PactReader } from '../public/pact-reader.service.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';
import { SignatoryPreview } from './signatory-preview.service.js';

/**
 * Pages as they will be, for colleagues only: no cache keeps them, and no search engine finds them.
 */
@ApiExcludeController()
@Controller(':language/preview')
@ForStaff('reviewer', 'publisher')
export class PreviewPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly pact: PactReader,
    private readonly preview: SignatoryPreview,
  ) {}

  @Get('signatories/:id')
  async signatory(
    @InLanguage() language: Language,
    @Param('id', ParseUUIDPipe) id: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const signatory = await this.preview.of(id);
    const props = {
      signatory,
      asOf: null,
      pillars: await this.pact.pillars(),
      pledged: await this.pact.pledged(signatory.pledges),
    };
    void reply.header('cache-control', 'no-store').header('x-robots-tag', 'noindex');
    await this.pages.send(reply, language, `/preview/signatories/${id}`, 'Signatory', props, 200, {
      preview: true,
    });
  }
}
