import type { Applicant } from './applicant.js';
import type { Agent } from './app.js';
import { bytes } from './colleague.js';
import { signedPact } from './endorsement.js';

export const minutes = signedPact('Minutes of the council');
// Written in two halves, so that a scanner on the developer's machine does not remove this file.
export const virus = signedPact(
  String.raw`X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-` + 'ANTIVIRUS-TEST-FILE!$H+H*',
);
/** The form on the page of the case, as a browser without scripts sends it. */
export const writes = (
  { browser, reference }: Pick<Applicant, 'browser' | 'reference'>,
  message: string,
  files: { content: Buffer; name: string }[],
) => {
  const form = browser.post('/en/case/message').accept('text/html').field({ about: reference });
  void form.field({ message });
  for (const { content, name } of files) void form.attach('files', content, name);
  return form;
};
export const opens = (browser: Agent, id: string) =>
  browser.get(`/en/case/message/files/${id}`).buffer(true).parse(bytes);
