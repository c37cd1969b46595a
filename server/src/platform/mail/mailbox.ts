import { domainToASCII } from 'node:url';

/**
 * Providers at which different spellings of an address share one mailbox. Everywhere else a dot may
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
 * The mailbox behind an address, for counting only; no mail is sent to it. A plus and the text
 * after it are ignored, and so are dots at providers that ignore them.
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
