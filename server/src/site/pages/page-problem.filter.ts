import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isLanguage } from '../../../../contract/languages.js';
import { sendProblem, toProblem } from '../../platform/http/send-problem.js';
import { pathWithoutLanguage, preferredLanguage } from './language.js';
import { PagesService } from './pages.service.js';

/** Whoever asked for a page gets their failure as a page; programs get problem+json (RFC 9457). */
@Catch()
export class PageProblemFilter implements ExceptionFilter {
  constructor(private readonly pages: PagesService) {}

  async catch(error: unknown, host: ArgumentsHost): Promise<void> {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = toProblem(error, request);
    if (!wantsPage(request)) return sendProblem(request, reply, problem);
    if (reply.sent) return;
    const first = request.url.split(/[/?]/)[1];
    const language = isLanguage(first) ? first : preferredLanguage(request);
    void reply.header('cache-control', 'no-store');
    delete reply.registerVersion;
    if (problem.status === 503 || problem.status === 429)
      void reply.header('retry-after', String(problem['retryAfter'] ?? 5));
    const path =
      isLanguage(first) && request.method === 'GET' ? pathWithoutLanguage(request.url) : '';
    await this.pages.send(
      reply,
      language,
      path,
      'Failure',
      { status: problem.status, requestId: request.id },
      problem.status,
    );
  }
}

function wantsPage({ url, headers }: FastifyRequest): boolean {
  return !url.startsWith('/api/') && (headers.accept ?? '').includes('text/html');
}
