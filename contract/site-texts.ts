/** Texts of pages that are long enough for paragraphs, lists and links: they are Markdown. */
const longTexts =
  /^(about\.\w+\.text|howTo\.\w+\.text|faq\.\w+\.a|privacy\.\w+\.text|accessibility\.(aim|tested)|help\.secret\.text)$/;

/** @param path the text's place in `locales/<language>/public.json`: `about.pact.text`. */
export const isLongText = (path: string): boolean => longTexts.test(path);

/**
 * Whether administrators may change a text, by its key: `papers.badge.since`. Of the workbench's
 * own texts these are the reasons of decisions.
 */
export const isSiteText = (key: string): boolean =>
  !key.startsWith('staff.') || key.startsWith('staff.reasonCode.');

/** Parts the forms that a text with a number has: `{n} town | {n} towns`. */
export const formSeparator = ' | ';

/** How long a text of the site may be. */
export const siteTextLength = 6_000;

/** Why a text of a translator's file is not taken. */
export const refusals = [
  'unknown',
  'markup',
  'source_changed',
  'changed_meanwhile',
  'placeholder_lost',
  'placeholder_unknown',
  'forms',
  'too_long',
] as const;
export type Refusal = (typeof refusals)[number];
