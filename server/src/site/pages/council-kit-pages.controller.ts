import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import {
  kitFormats,
  kitPapers,
  type KitFormat,
  type KitPaper,
} from '../../../../contract/council-kit.js';
import type { Language } from '../../../../contract/languages.js';
import { CouncilKit } from '../council-kit/council-kit.service.js';
import { Problem } from '../../platform/http/problem.js';
import { PublicAnswer, type RestOfAnswer } from '../public/public-cache.interceptor.js';
import { InLanguage } from './language.js';
import { PagesService } from './pages.service.js';
import { SitePage } from './site-page.js';

const mediaTypes: Record<KitFormat, string> = {
  pdf: 'application/pdf',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

/** How to join, with the papers for the council that has to decide. */
@ApiExcludeController()
@Controller(':language')
@PublicAnswer()
export class CouncilKitPagesController {
  constructor(
    private readonly pages: PagesService,
    private readonly kit: CouncilKit,
  ) {}

  @Get('join')
  @SitePage()
  async join(@InLanguage() language: Language, @Res() reply: FastifyReply): Promise<void> {
    const { isWhole, ...kit } = await this.kit.list(language);
    // All files are written within a second; until then no cache keeps the page without sizes.
    if (!isWhole) delete reply.registerVersion;
    await this.pages.send(reply, language, '/join', 'Join', kit);
  }

  @Get(`join/:paper(${kitPapers.join('|')}).:format(${kitFormats.join('|')})`)
  async paper(
    @InLanguage() language: Language,
    @Param('paper') paper: KitPaper,
    @Param('format') format: KitFormat,
    @Res() reply: FastifyReply,
  ): Promise<RestOfAnswer> {
    if (!kitPapers.includes(paper) || !kitFormats.includes(format)) throw Problem.notFound();
    const said = await this.kit.says(language, paper);
    if (!said.isWhole) delete reply.registerVersion;
    const disposition = format === 'pdf' ? 'inline' : 'attachment';
    reply
      .header('content-type', mediaTypes[format])
      .header('content-language', language)
      .header(
        'content-disposition',
        `${disposition}; filename="pact-${paper}-${language}.${format}"`,
      );
    return async () => void (await reply.send(await this.kit.file(said.paper, format)));
  }
}
