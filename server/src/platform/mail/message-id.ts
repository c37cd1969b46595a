import type { Config } from '../config/config.js';

/** The same for every attempt, so that a receiver can recognise a duplicate. */
export const messageIdOf = (mailId: string, { baseUrl }: Config): string =>
  `<${mailId}@${new URL(baseUrl).hostname}>`;
