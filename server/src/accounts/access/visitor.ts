import type { FastifyRequest } from 'fastify';
import { network } from '../../platform/http/networks.js';

/**
 * The visitor's browser and network, as far as the request reveals them, so that colleagues
 * recognise their own sessions.
 */
export interface Visitor {
  ip: string;
  browser: string;
  system: string;
}

export function visitorOf(request: FastifyRequest): Visitor {
  return { ip: request.ip, ...device(request.headers['user-agent'] ?? '') };
}

/**
 * The order matters: Edge also claims to be Chrome, Chrome claims to be Safari, and Android claims
 * to be Linux.
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

/** The names of the browser and the operating system, each empty when unknown. */
export function device(userAgent: string): { browser: string; system: string } {
  const find = (list: [RegExp, string][]) =>
    list.find(([pattern]) => pattern.test(userAgent))?.[1] ?? '';
  return { browser: find(browsers), system: find(systems) };
}

/** Just enough of an IP address for a colleague to recognise their network. */
export function roughNetwork(ip: string): string {
  const whole = network(ip);
  return whole.includes(':')
    ? `${whole.split(':').slice(0, 3).join(':')}::/48`
    : whole.replace(/\.\d+$/, '.x');
}
