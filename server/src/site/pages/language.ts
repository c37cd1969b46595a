import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { isLanguage, languages, type Language } from '../../../../contract/languages.js';
import { Problem } from '../../platform/http/problem.js';

/**
 * The language prefix of the URL.
 * @throws Problem 404 for any other prefix.
 */
export const InLanguage = createParamDecorator(
  (_: unknown, context: ExecutionContext): Language => {
    const { params } = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Params: { language: string } }>>();
    if (!isLanguage(params.language)) throw Problem.notFound();
    return params.language;
  },
);

const languagePart = new RegExp(`^/(${languages.join('|')})(?=/|\\?|$)`);

/** The path without its language, used to build the links to the other languages. */
export function pathWithoutLanguage(url: string): string {
  return url.replace(languagePart, '');
}

/**
 * The reader's language from Accept-Language (RFC 9110 §12.5.4), or English if it lists none of
 * ours.
 */
export function preferredLanguage(request: FastifyRequest): Language {
  const wanted = (request.headers['accept-language'] ?? '')
    .split(',')
    .map((part) => {
      const [, tag = '', quality] =
        /^\s*([a-z]{2})(?:[-_][^;]*)?\s*(?:;\s*q\s*=\s*([\d.]+)\s*)?$/i.exec(part) ?? [];
      return { language: tag.toLowerCase(), quality: Number(quality ?? 1) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .find(({ language }) => isLanguage(language));
  return wanted && isLanguage(wanted.language) ? wanted.language : 'en';
}
