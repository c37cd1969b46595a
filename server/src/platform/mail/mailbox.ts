import { domainToASCII } from 'node:url';

/**
 * Providers at which other spellings of an address lead to one mailbox; everywhere else a dot may
 * make a difference.
 */
const google = { domain: 'gmail.com', ignored: /\./g };
const proton = { domain: 'proton.me', ignored: /[._-]/g };
const providers: Record<string, { domain: string; ignored: RegExp }> = {
  'gmail.com': google,
  'googlemail.com': google,
  'proton.me': proton,
  'protonmail.com': proton,
  'protonmail.ch': proton,
  'pm.me': proton,
};

/**
 * The mailbox behind an address, for counting: a plus and the text after it do not make another
 * one, nor do dots at providers that ignore them. It is never written to.
 */
export function mailboxOf(address: string): string {
  const at = address.lastIndexOf('@');
  const spelled = address
    .slice(at + 1)
    .toLowerCase()
    .replace(/\.$/, '');
  const domain = domainToASCII(spelled) || spelled;
  const local = address
    .slice(0, at)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/["\\]/g, '')
    .replace(/(?<=.)\+.*$/s, '');
  const provider = Object.hasOwn(providers, domain) ? providers[domain] : undefined;
  return provider
    ? `${local.replace(provider.ignored, '')}@${provider.domain}`
    : `${local}@${domain}`;
}
