import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Language } from '../../../../contract/pages.js';
import { limits } from '../../platform/config/limits.js';
import { Cookies } from '../../platform/http/cookies.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { refusal, text } from './form-fields.js';
import { PagesService } from './pages.service.js';

const addresses = {
  CaseOpen: '/case/open',
  EndorseContinue: '/continue',
  HandOverAccept: '/hand-over',
  TakingPart: '/taking-part',
} as const;
type LinkPageName = keyof typeof addresses;

/** Where a link that works leads, and the session that it begins. */
interface Opened {
  session: string;
  page: 'case' | 'endorse/tasks';
  /** How long the session lasts, in seconds. */
  seconds: number;
}

/** Pages that a mailed link opens. Opening one changes nothing; its button uses up the token. */
@Injectable()
export class MailedLinkPages {
  constructor(
    private readonly pages: PagesService,
    private readonly cookies: Cookies,
    private readonly rates: RateLimits,
  ) {}

  /** Shows the button. */
  async show(
    reply: FastifyReply,
    language: Language,
    page: LinkPageName,
    token: unknown,
  ): Promise<void> {
    const state = { token: text(token), problem: null };
    await this.pages.send(reply, language, addresses[page], page, state);
  }

  /** Uses up the token, begins the session and redirects; a refusal is shown on the page. */
  async use(
    reply: FastifyReply,
    language: Language,
    page: LinkPageName,
    { token, ip }: { token: unknown; ip: string },
    open: (token: string) => Promise<Opened>,
  ): Promise<void> {
    try {
      await this.rates.useFrom('token', limits.tokenTriesPerAddress, ip);
      const opened = await open(text(token));
      this.cookies.write(reply, 'applicant', opened.session, opened.seconds);
      await reply.redirect(`/${language}/${opened.page}`, 303);
    } catch (error) {
      const problem = refusal(error);
      const state = { token: '', problem: problem.code };
      await this.pages.send(reply, language, addresses[page], page, state, problem.getStatus());
    }
  }
}
