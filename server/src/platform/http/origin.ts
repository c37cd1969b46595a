import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config/config.js';
import type { FormTokens } from './form-tokens.js';
import { noteRefusal } from './security-log.js';
import { problemDetails, type ProblemDetails } from './problem.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Only the token in the form can show that the request comes from one of our pages. */
    needsFormToken?: boolean;
  }
}

type Refuse = (
  request: FastifyRequest,
  reply: FastifyReply,
  problem: ProblemDetails,
) => Promise<void> | void;
/**
 * The origin of a request: our own page, another site, or unknown.
 */
type Sender = 'ours' | 'foreign' | 'unknown';

/** RFC 9110 §9.2.1. */
const safe = new Set(['GET', 'HEAD', 'OPTIONS', 'TRACE']);
const bodyTypes =
  /^(application\/json|application\/x-www-form-urlencoded|multipart\/form-data|application\/offset\+octet-stream)\b/i;
/**
 * Content types that a page of any site can send without a CORS preflight (Fetch standard,
 * CORS-safelisted). Everything else needs a permission that we never give.
 */
const formTypes = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;
/**
 * The newsletter and following by mail use no cookie, so requests to them may come from anywhere,
 * such as a program or a mailbox provider (RFC 8058).
 */
const withoutCookies =
  /^\/[a-z]{2}\/(newsletter(\/(confirm|leave))?|letters\/leave|follow(\/(confirm|manage))?)(\?|$)/;

/** Queries that any site may send from its pages. */
export const openQuestions = /^\/api\/v1\/reconcile(\/|\?|$)/;
/** The same query as a POST, if it is too long for a URL; it changes nothing. */
const longQuestion = /^\/api\/v1\/reconcile(\?|$)/;
export const questionTypes = /^application\/(json|x-www-form-urlencoded)\b/i;

/**
 * Refuses every change that comes from another site. Browsers say where a request comes from in
 * Sec-Fetch-Site (Fetch Metadata) or Origin, and no page can forge either. If neither is sent
 * (plain http under a host name, an old browser, a proxy that drops them), the token in the form
 * decides.
 */
export class OriginGuard {
  private readonly own: string;

  constructor(
    config: Config,
    private readonly tokens: FormTokens,
    private readonly refuse: Refuse,
  ) {
    this.own = new URL(config.baseUrl).origin;
  }

  /** Before the body is read. */
  async onRequest(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (changesNothing(request)) return;
    const { 'content-type': type } = request.headers;
    const origin = originOf(request);
    const sender = senderOf(request, this.own);
    if (sender === 'foreign')
      return this.answer(
        request,
        reply,
        problemDetails(403, 'cross-site', 'Changes must come from this site itself.'),
      );
    if (type !== undefined && !bodyTypes.test(type))
      return this.answer(request, reply, problemDetails(415, 'http-415', 'Send JSON or a form.'));
    if (sender === 'ours' || (origin === undefined && withoutCookies.test(request.url))) return;
    const isForm = !request.url.startsWith('/api/') && (type === undefined || formTypes.test(type));
    if (isForm) request.needsFormToken = true;
    // A program sends no Origin at all. A browser that sends an opaque one is not on one of our
    // pages.
    else if (origin !== undefined)
      return this.answer(
        request,
        reply,
        problemDetails(403, 'cross-site', 'Changes must come from this site itself.'),
      );
  }

  /**
   * Runs after parsing, because the token is a field of the form, and removes the token before
   * others read the fields.
   */
  async preHandler(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    if (safe.has(request.method)) return;
    const proven = this.tokens.proves(request, this.tokens.secretOf(request));
    if (!request.needsFormToken || proven) return;
    await this.answer(
      request,
      reply,
      problemDetails(
        403,
        'origin-unknown',
        'Nothing shows that this form stood on a page of this site.',
      ),
    );
  }

  private async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    problem: ProblemDetails,
  ): Promise<void> {
    noteRefusal(request, problem);
    await this.refuse(request, reply, problem);
  }
}

const changesNothing = (request: FastifyRequest) =>
  safe.has(request.method) || isLongQuestion(request);

function isLongQuestion({ method, url, headers }: FastifyRequest): boolean {
  const type = headers['content-type'] ?? '';
  return method === 'POST' && longQuestion.test(url) && questionTypes.test(type);
}

/**
 * BASE_URL defines our own address. Under any other name of this machine, only the form's token can
 * prove where a request comes from.
 */
function senderOf({ headers }: FastifyRequest, own: string): Sender {
  const { host = '', 'sec-fetch-site': site } = headers;
  const origin = originOf({ headers });
  if (site) return site === 'same-origin' || site === 'none' ? 'ours' : 'foreign';
  if (origin === undefined || origin === 'null') return 'unknown';
  if (origin === own) return 'ours';
  return isAt(origin, String(host)) ? 'unknown' : 'foreign';
}

/** Some proxies empty a header instead of dropping it. */
const originOf = ({ headers }: Pick<FastifyRequest, 'headers'>) => headers.origin || undefined;

/** Proxies write a host with its usual port and in capitals; browsers write neither. */
function isAt(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, host: sent } = new URL(origin);
  const here = `${protocol}//${host}`;
  return sent !== '' && URL.canParse(here) && new URL(here).host === sent;
}
