import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { nameIn, type Language } from '../../../../contract/languages.js';
import { ApplicantPresenter } from '../../joining/own-place/applicant.presenter.js';
import { AppContext } from '../../platform/database/app-context.js';
import { PactReader } from '../public/pact-reader.service.js';
import { RegisterReader } from '../public/register-reader.service.js';
import { SiteTextsReader } from '../public/site-texts-reader.service.js';
import { OfCase } from '../../joining/case/applicant.guard.js';
import { InLanguage } from './language.js';
import { OpenSubmission } from './open-submission.js';
import { PagesService } from './pages.service.js';
import { mayAnnounce, townTexts } from './town-kit.js';

/**
 * A signatory's certificate, badge and texts. Only its own people see the texts, which contain
 * nothing that is not on its public page.
 */
@ApiExcludeController()
@Controller(':language')
export class CaseKitPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly open: OpenSubmission,
    private readonly presenter: ApplicantPresenter,
    private readonly reader: RegisterReader,
    private readonly pact: PactReader,
    private readonly texts: SiteTextsReader,
    private readonly context: AppContext,
  ) {}

  @Get('case/kit')
  @OfCase('see the case')
  async kit(
    @InLanguage() language: Language,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const session = await this.open.home(request);
    const slug = session && (await this.presenter.present(session.home)).slug;
    const signatory = slug ? await this.reader.signatory(slug.slice(0, 8)) : null;
    if (!session || !signatory || !mayAnnounce(signatory))
      return void (await reply.redirect(`/${language}/case`, 303));
    const languages = [...new Set([session.home.language, 'en', 'fr'] as const)];
    const [pact, pledged] = [await this.pact.now(), await this.pact.pledged(signatory.pledges)];
    const origin = this.context.config.baseUrl;
    const texts = languages.map(async (of) => {
      const { texts: changed } = await this.texts.of(of);
      return townTexts(of, { signatory, pact, pledged, changed, origin });
    });
    await this.pages.send(reply, language, '/case/kit', 'CaseKit', {
      slug: signatory.id,
      name: nameIn(language, signatory.names),
      origin,
      texts: await Promise.all(texts),
    });
  }
}
