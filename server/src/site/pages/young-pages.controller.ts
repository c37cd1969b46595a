import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Language } from '../../../../contract/pages.js';
import { signatorySlug } from '../../register/signatories/signatory-path.js';
import { PactReader } from '../public/pact-reader.service.js';
import { PublicAnswer } from '../public/public-cache.interceptor.js';
import { isPublicId } from '../public/public.controller.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';

/** A signatory's promises for young readers: the same data as its profile, in plain words. */
@ApiExcludeController()
@Controller(':language/signatories/:slug/young')
@PublicAnswer()
export class YoungPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly reader: RegisterReader,
    private readonly pact: PactReader,
  ) {}

  /** Former signatories have no such page. Their own address says what happened. */
  @Get()
  async young(
    @InLanguage() language: Language,
    @Param('slug') slug: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const id = slug.slice(0, 8);
    const signatory = isPublicId(id) ? await this.reader.signatory(id) : null;
    const home = `/${language}/signatories`;
    if (!signatory) return void (await reply.redirect(`${home}/${encodeURIComponent(slug)}`, 302));
    const known = signatorySlug(signatory.id, signatory.names.en);
    if (slug !== known) return void (await reply.redirect(`${home}/${known}/young`, 301));
    const [pillars, pledged] = await Promise.all([
      this.pact.pillars(),
      this.pact.pledged(signatory.pledges),
    ]);
    const props = { signatory, pillars, pledged };
    await this.pages.send(reply, language, `/signatories/${slug}/young`, 'SignatoryYoung', props);
  }
}
