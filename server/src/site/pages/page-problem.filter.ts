import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { PersonRole } from '../../../../contract/case-roles.js';
import { isLanguage, type Language } from '../../../../contract/languages.js';
import type { Pages } from '../../../../contract/pages.js';
import type { ProblemDetails } from '../../platform/http/problem.js';
import { sendProblem, toProblem } from '../../platform/http/send-problem.js';
import { pathWithoutLanguage, preferredLanguage } from './language.js';
import { PagesService } from './pages.service.js';

/**
 * Renders errors as pages for requests that expect a page; programs get problem+json (RFC 9457).
 */
@Catch()
export class PageProblemFilter implements ExceptionFilter {
  constructor(private readonly pages: PagesService) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    await this.answer(request, reply, toProblem(error, request));
  }

  /** Also for requests that are refused before routing. */
  async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    problem: ProblemDetails,
  ): Promise<void> {
    if (!wantsPage(request)) return sendProblem(request, reply, problem);
    if (reply.sent) return;
    const first = request.url.split(/[/?]/)[1];
    const language = isLanguage(first) ? first : preferredLanguage(request);
    void reply.header('cache-control', 'no-store');
    delete reply.registerVersion;
    if (problem.type === notYourRole) return this.refuseRole(reply, language, problem);
    if (problem.status === 503 || problem.status === 429)
      void reply.header('retry-after', String(problem['retryAfter'] ?? 5));
    const path =
      isLanguage(first) && request.method === 'GET' ? pathWithoutLanguage(request.url) : '';
    const again = unproven.includes(problem.type)
      ? { again: formOf(pathWithoutLanguage(request.url)) }
      : {};
    await this.pages.send(
      reply,
      language,
      path,
      'Failure',
      { status: problem.status, requestId: request.id, ...again, ...daysOf(problem) },
      problem.status,
    );
  }

  /** Explains the reader's role, and whom to ask. */
  private async refuseRole(
    reply: FastifyReply,
    language: Language,
    { role, contact, status }: ProblemDetails,
  ): Promise<void> {
    const page = { role: role as PersonRole, contact: contact as string | null };
    await this.pages.send(reply, language, '/case', 'NotYourRole', page, status);
  }
}

const notYourRole = '/problems/not-your-role';

/** A form whose origin could not be proven: its sender opens it again from our page. */
const unproven = ['/problems/origin-unknown', '/problems/cross-site'];

/** A person opens these files from a page, so errors are pages although the API serves them. */
const downloads = /^\/api\/v1\/(signatories\.(csv|xlsx|json|geojson|jsonld)|snapshots\/)/;
const forms = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/** Whether a person waits for the answer: at a browser, or behind a form that was sent. */
function wantsPage({ url, headers }: FastifyRequest): boolean {
  const { accept = '', 'content-type': type = '' } = headers;
  if (url.startsWith('/api/') && !downloads.test(url)) return false;
  return accept.includes('text/html') || (forms.test(type) && !accept.includes('json'));
}

const ownForms = [
  '/case/hand-over',
  '/case/address',
  '/case/message',
  '/case/people',
  '/case/supporter',
];

/** The page that contains a form, by the address that the form is sent to. */
function formOf(path: string): string {
  const [plain = ''] = path.split('?');
  if (plain.startsWith('/case/') && !ownForms.includes(plain)) return '/case';
  return plain === '/endorse/documents/remove' ? '/endorse/documents' : plain;
}

/** The days for which the register is known, if another one was requested. */
function daysOf({ firstDay, lastDay }: ProblemDetails): Pick<Pages['Failure'], 'days'> {
  return typeof firstDay === 'string' && typeof lastDay === 'string'
    ? { days: { firstDay, lastDay } }
    : {};
}
