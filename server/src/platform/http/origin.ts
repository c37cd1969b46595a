import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import { noteRefusal } from './security-log.js';
import { sendProblem } from './send-problem.js';
import { problemDetails, type ProblemDetails } from './problem.js';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);
const bodyTypes =
  /^(application\/json|application\/x-www-form-urlencoded|multipart\/form-data|application\/offset\+octet-stream)\b/;

/**
 * Refuses every change that comes from another site. Browsers say where a request comes from in
 * Sec-Fetch-Site (Fetch Metadata) or Origin, and no page can forge either; a client that sends
 * neither is no browser and holds no cookie of one.
 */
export function guardOrigin(config: Config) {
  const own = new URL(config.baseUrl).host;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    if (safe.has(request.method)) return;
    const { origin, 'sec-fetch-site': site, 'content-type': type } = request.headers;
    const crossSite =
      typeof site === 'string'
        ? site !== 'same-origin' && site !== 'none'
        : origin !== undefined && hostOf(origin) !== own && hostOf(origin) !== request.host;
    if (crossSite)
      refuse(
        request,
        reply,
        problemDetails(403, 'cross-site', 'Changes must come from this site itself.'),
      );
    else if (type !== undefined && !bodyTypes.test(type))
      refuse(request, reply, problemDetails(415, 'http-415', 'Send JSON or a form.'));
  };
}

function refuse(request: FastifyRequest, reply: FastifyReply, problem: ProblemDetails): void {
  noteRefusal(request, problem);
  sendProblem(request, reply, problem);
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
