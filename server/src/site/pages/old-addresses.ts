/**
 * Maps pages of the former site (congress-1in5.eu) to their successors. Its addresses were
 * /en/page/179-about-us.html, or /en/print/… for the print view: the number identifies the page,
 * and the words after it could be in any language. Content about single signatories is now on their
 * own pages.
 */
const newPaths: Readonly<Record<string, string>> = {
  // The content of 142, 198 and 241 is unknown: they redirect to the home page, without any further
  // guess.
  '142': '',
  '179': '/about',
  '181': '/signatories?q=Nicosia&country=CY',
  '187': '/signatories?country=PT&kind=association',
  // The specific objectives.
  '190': '/about',
  '191': '/pact',
  '198': '',
  '241': '',
  '254': '/signatories?country=DE&kind=association',
};

/** @returns the path without its language, or null for a page without a successor. */
export function newPathOf(oldName: string): string | null {
  const [, id] = /^(\d{1,6})(?:[-_.][^/]*)?$/.exec(oldName) ?? [];
  return (id && newPaths[id]) ?? null;
}
