import { randomBytes, timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { formTokenName } from '../../../../contract/form-token.js';
import { AppContext } from '../database/app-context.js';
import { Cookies } from './cookies.js';
import { deriveToken, newToken } from '../text/tokens.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The secret of this browser's forms, if the current response gives it one. */
    newFormSecret?: string;
  }
}

/**
 * Proves that a form was on one of our pages when neither Origin nor Fetch Metadata can: the token
 * is derived from our secret and this browser's cookie, which no other site can read (a signed
 * double submit). Each page masks it with a new value, so that the length of a compressed page
 * reveals nothing about it (decision 0077).
 */
@Injectable()
export class FormTokens {
  constructor(
    private readonly cookies: Cookies,
    private readonly context: AppContext,
  ) {}

  /** The token for the forms of a page; sets the browser's cookie if it has none. */
  issue(request: FastifyRequest, reply: FastifyReply): string {
    const secret = this.cookies.read(request, 'form') ?? request.newFormSecret ?? newToken();
    if (!this.cookies.read(request, 'form') && !request.newFormSecret) {
      request.newFormSecret = secret;
      this.cookies.write(reply, 'form', secret);
    }
    return masked(this.tokenOf(secret));
  }

  /**
   * Whether the form came from a page that this browser was given. Removes the token from the body,
   * because it is not a field of the form.
   */
  proves({ query, body }: FastifyRequest, secret: string | undefined): boolean {
    const given = taken(body) ?? (query as Record<string, unknown> | undefined)?.[formTokenName];
    if (typeof given !== 'string' || secret === undefined) return false;
    const [one, other] = [unmasked(given), this.tokenOf(secret)];
    return one.length === other.length && timingSafeEqual(one, other);
  }

  /** The cookie's secret. */
  secretOf(request: FastifyRequest): string | undefined {
    return this.cookies.read(request, 'form');
  }

  private tokenOf(secret: string): Buffer {
    return Buffer.from(deriveToken(this.context.secret, 'form', secret), 'base64url');
  }
}

/** The token, masked with a random value, which comes first. */
function masked(token: Buffer): string {
  const mask = randomBytes(token.length);
  return Buffer.concat([mask, mixed(mask, token)]).toString('base64url');
}

function unmasked(given: string): Buffer {
  const bytes = Buffer.from(given, 'base64url');
  const half = bytes.length / 2;
  if (!Number.isInteger(half)) return Buffer.alloc(0);
  return mixed(bytes.subarray(0, half), bytes.subarray(half));
}

const mixed = (one: Buffer, other: Buffer) => Buffer.from(one.map((byte, at) => byte ^ other[at]!));

function taken(body: unknown): unknown {
  if (
    typeof body !== 'object' ||
    body === null ||
    Buffer.isBuffer(body) ||
    !Object.hasOwn(body, formTokenName)
  )
    return undefined;
  const fields = body as Record<string, unknown>;
  const given = fields[formTokenName];
  delete fields[formTokenName];
  return given;
}
