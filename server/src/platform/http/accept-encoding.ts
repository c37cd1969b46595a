import { Problem } from './problem.js';

/** The codings of answers, the best one for a page first. */
const codings = ['br', 'gzip', 'identity'] as const;
export type Encoding = (typeof codings)[number];
type Weights = Readonly<Record<Encoding, number>>;

/** `x-gzip` is an old name of gzip (RFC 9110 §8.4.1.3). */
const aliases: ReadonlyMap<string, string> = new Map([['x-gzip', 'gzip']]);
/**
 * Less than any weight that a client can send: an unmentioned identity is acceptable if nothing
 * else is.
 */
const unnamed = 0.0001;
/** Browsers send a handful of different headers, so each is parsed once and cached. */
const known = new Map<string, Weights>();
const mostKnown = 200;

interface Offer {
  /**
   * Compressed content (a picture, a workbook) is compressed again only for a client that refuses
   * identity.
   */
  packed?: boolean;
  /** The available codings, best first. */
  offered?: readonly Encoding[];
}

/**
 * The coding that the client prefers of those it accepts (RFC 9110 §12.5.3).
 * @returns null when the client refuses every coding that is offered.
 */
export function preferredEncoding(
  accept: string | undefined,
  { packed = false, offered = codings }: Offer = {},
): Encoding | null {
  if (accept === undefined) return 'identity';
  const weights = known.get(accept) ?? remember(accept);
  if (packed && weights.identity > 0) return 'identity';
  const best = offered.reduce((one, other) => (weights[other] > weights[one] ? other : one));
  return weights[best] > 0 ? best : null;
}

/** The refusal for a client that accepts none of our codings. */
export const noEncoding = () =>
  new Problem(
    406,
    'no-encoding',
    'This answer can be sent as br, gzip or identity; Accept-Encoding refuses all of them.',
  );

function remember(accept: string): Weights {
  if (known.size >= mostKnown) known.clear();
  const weights = weightsOf(accept);
  known.set(accept, weights);
  return weights;
}

function weightsOf(accept: string): Weights {
  const named = new Map<string, number>();
  for (const element of accept.split(',')) {
    const [name = '', ...parameters] = element.split(';').map((part) => part.trim().toLowerCase());
    const weight = weightOf(parameters);
    if (name !== '' && weight !== null) named.set(aliases.get(name) ?? name, weight);
  }
  const others = named.get('*');
  return {
    br: named.get('br') ?? others ?? 0,
    gzip: named.get('gzip') ?? others ?? 0,
    identity: named.get('identity') ?? others ?? unnamed,
  };
}

/** @returns null for an invalid weight; the element is then ignored. */
function weightOf(parameters: string[]): number | null {
  const quality = parameters
    .map((parameter) => /^q\s*=(.*)$/.exec(parameter)?.[1]?.trim())
    .find((text) => text !== undefined);
  if (quality === undefined) return 1;
  const weight = /^\d*\.?\d*$/.test(quality) && /\d/.test(quality) ? Number(quality) : NaN;
  return weight >= 0 && weight <= 1 ? weight : null;
}
