import { providers, realNames, slips } from './mail-domains.js';

/**
 * The address that a pasted text means: without "mailto:", and taken out of "Ana Kovač
 * <ana@town.eu>". Invisible characters and halves of characters, which no validator can read, are
 * removed.
 */
export function plainAddress(text: string): string {
  const typed = text
    .replace(/[\p{Cf}\p{Co}\p{Cs}]/gu, '')
    .normalize('NFC')
    .replace(/\uff20/g, '@')
    .replace(/[\s.,;]+$/, '')
    .trim();
  const inBrackets = /^[^<>@]*<([^<>]+@[^<>]+)>$/.exec(typed)?.[1] ?? typed;
  const link = /^mailto:([^?]+)/i.exec(inBrackets)?.[1];
  return (link ?? inBrackets).trim();
}

/**
 * The address that was probably meant: "ana@gmail.com" for "ana@gmial.com" or "ana@gmail.con".
 * Undefined where there is nothing to ask: only large providers are compared, and real domains that
 * look like theirs are never doubted.
 */
export function meantAddress(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).toLowerCase();
  if (at < 1 || /[^a-z0-9.-]/.test(domain)) return undefined;
  const [name = '', ...rest] = domain.split('.');
  const meant = meantDomain(name, rest.join('.'));
  return meant === undefined || meant === domain ? undefined : `${address.slice(0, at)}@${meant}`;
}

function meantDomain(name: string, ending: string): string | undefined {
  const provider = providers[name]
    ? name
    : realNames.has(name)
      ? undefined
      : Object.keys(providers).find((known) => isSlip(name, known));
  if (provider === undefined) {
    const right = slips[ending];
    return right === undefined ? undefined : `${name}.${right}`;
  }
  const meantEnding = endingOf(provider, ending);
  return meantEnding === undefined ? undefined : `${provider}.${meantEnding}`;
}

/**
 * The provider's ending itself or the only one that is a slip away from it; others belong to
 * somebody else.
 */
function endingOf(provider: string, ending: string): string | undefined {
  const endings = providers[provider]!;
  if (endings.includes(ending)) return ending;
  const right = slips[ending];
  if (right !== undefined && endings.includes(right)) return right;
  // "gmail.co" and "gmail.cm" are nobody's addresses; "yahoo.co" may be somebody's.
  const [only, ...others] = endings;
  return others.length === 0 && isSlip(ending, only!) ? only : undefined;
}

/**
 * One letter too many, too few, wrong or in the wrong order, and not the first one: "mail" and
 * "email" are words of their own.
 */
function isSlip(typed: string, meant: string): boolean {
  if (typed === meant || typed.length < 2 || Math.abs(typed.length - meant.length) > 1)
    return false;
  const start = [...typed].findIndex((letter, index) => letter !== meant[index]);
  if (start < 0) return true;
  const [left, right] = [typed.slice(start), meant.slice(start)];
  const swapped =
    left.length > 1 &&
    left[0] === right[1] &&
    left[1] === right[0] &&
    left.slice(2) === right.slice(2);
  if (start === 0) return swapped;
  return (
    swapped ||
    left.slice(1) === right ||
    left === right.slice(1) ||
    left.slice(1) === right.slice(1)
  );
}
