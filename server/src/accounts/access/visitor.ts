import type { FastifyRequest } from 'fastify';
import { network } from '../../platform/http/networks.js';

/** Who knocks, as far as a request tells: what a colleague needs to know her own sessions again. */
export interface Visitor {
  ip: string;
  browser: string;
  system: string;
}

export function visitorOf(request: FastifyRequest): Visitor {
  return { ip: request.ip, ...device(request.headers['user-agent'] ?? '') };
}

/**
 * The order matters: Edge calls itself Chrome, Chrome calls itself Safari, and Android calls itself
 * Linux.
 */
const browsers: [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Headless)?(?:Chrome|Chromium|CriOS)\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
];

/** The names of the browser and the system, each empty when unknown. */
export function device(userAgent: string): { browser: string; system: string } {
  const find = (list: [RegExp, string][]) =>
    list.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '';
  return { browser: find(browsers), system: find(systems) };
}

/** Enough of an address to say "my office" or "not mine", and not more. */
export function roughNetwork(ip: string): string {
  const whole = network(ip);
  return whole.includes(':')
    ? `${whole.split(':').slice(0, 3).join(':')}::/48`
    : whole.replace(/\.\d+$/, '.x');
}
