import { isoCountries, memberStates } from './countries.js';
import { providers, realNames, slips, wordProviders } from './mail-domains.js';

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
    .replace(/[\u3002\uff0e\uff61]/g, '.')
    .replace(/[\s.,;\u3001\uff0c\uff1b]+$/, '')
    .trim();
  const inBrackets =
    /^[^<>@]*<([^<>]+@[^<>]+)>$/.exec(typed)?.[1] ?? inQuotes.exec(typed)?.[1] ?? typed;
  const link = /^mailto:([^?]+)/i.exec(inBrackets)?.[1];
  return (link ?? inBrackets).trim();
}

const quotes = `"'‘’‚“”„«»‹›()[\\]`;
/** A whole address between quotation marks or brackets, as mail programs copy it: 'ana@town.eu'. */
const inQuotes = new RegExp(`^[${quotes}]([^\\s${quotes}]+@[^\\s${quotes}]+)[${quotes}]$`, 'u');

/**
 * The address that was probably meant: "ana@gmail.com" for "ana@gmial.com" or "ana@gmail.con",
 * "ana@orange.fr" for "ana@orange.ft". Undefined where there is nothing to ask: names are compared
 * with those of large providers only, and real domains that look like theirs are never doubted.
 */
export function meantAddress(address: string): string | undefined {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).toLowerCase();
  if (at < 1 || /[^a-z0-9.-]/.test(domain)) return undefined;
  const [name = '', ...rest] = domain.split('.');
  const meant = meantDomain(name, rest.join('.'));
  return meant === undefined || meant === domain ? undefined : `${address.slice(0, at)}@${meant}`;
}

const allProviders = { ...providers, ...wordProviders };

function meantDomain(name: string, ending: string): string | undefined {
  const provider = providerOf(name);
  if (provider === undefined) {
    const right = slips[ending] ?? turned(ending);
    return right === undefined ? undefined : `${name}.${right}`;
  }
  const right = endingOf(allProviders[provider]!, ending);
  return right === undefined ? undefined : `${provider}.${right}`;
}

/** The provider of this name, or of the name that it is a slip away from. */
function providerOf(name: string): string | undefined {
  if (name in allProviders) return name;
  if (realNames.has(name)) return undefined;
  return (
    Object.keys(providers).find((known) => isSlip(name, known)) ??
    Object.keys(wordProviders).find((known) => known.length > 3 && isTurned(name, known))
  );
}

/**
 * The intended ending of a provider's domain. Domains that may be real are left alone: "yahoo.co",
 * "orange.com".
 */
function endingOf(endings: readonly string[], ending: string): string | undefined {
  if (endings.includes(ending)) return ending;
  // "cm" and "om" are countries, in which these providers have no addresses.
  const right = ending === 'cm' || ending === 'om' ? 'com' : slips[ending];
  if (right !== undefined && endings.includes(right)) return right;
  // "gmail.co" is not in use. "yahoo.co" may be, and "yahoo.com.br" is Yahoo's.
  if (endings.length > 1 && (isReal(ending) || ending === 'org')) return undefined;
  return (
    endings.find((known) => ending.startsWith(`${known}.`)) ??
    endings.find((known) => isTurned(ending, known)) ??
    endings.find((known) => isSlip(ending, known))
  );
}

/** Whether an ending exists: "fr" or "eu", and "com.br" below it. */
function isReal(ending: string): boolean {
  const country = ending.replace(/^com?\./, '');
  return isoCountries.includes(country.toUpperCase()) || ['eu', 'uk', 'su', 'ac'].includes(country);
}

/** An ending that does not exist and is that of a member state, or the Union's, turned round. */
function turned(ending: string): string | undefined {
  if (ending.length !== 2 || isReal(ending)) return undefined;
  const right = ending[1]! + ending[0]!;
  return right === 'eu' || memberStates.includes(right.toUpperCase()) ? right : undefined;
}

/** Two neighbouring letters in the wrong order. */
function isTurned(typed: string, meant: string): boolean {
  const start = [...typed].findIndex((letter, index) => letter !== meant[index]);
  return (
    start >= 0 &&
    start + 1 < typed.length &&
    typed.length === meant.length &&
    typed[start] === meant[start + 1] &&
    typed[start + 1] === meant[start] &&
    typed.slice(start + 2) === meant.slice(start + 2)
  );
}

/**
 * One letter too many, too few, wrong or in the wrong order, and not the first one: "mail" and
 * "email" are both real words.
 */
function isSlip(typed: string, meant: string): boolean {
  if (typed === meant || typed.length < 2 || Math.abs(typed.length - meant.length) > 1)
    return false;
  if (isTurned(typed, meant)) return true;
  const start = [...typed].findIndex((letter, index) => letter !== meant[index]);
  if (start < 0) return true;
  if (start === 0) return false;
  const [left, right] = [typed.slice(start), meant.slice(start)];
  return left.slice(1) === right || left === right.slice(1) || left.slice(1) === right.slice(1);
}
