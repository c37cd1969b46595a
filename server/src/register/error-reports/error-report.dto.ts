import { errorReportKinds, type ErrorReportKind } from '../../../../contract/error-reports.js';
import { limits } from '../../platform/config/limits.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { Email, FreeText, Name } from '../../platform/http/fields/text.js';

/** "Something is wrong here": a reader's report; name and address are optional. */
export class ErrorReportDto {
  @Choice(errorReportKinds)
  what: ErrorReportKind;

  @FreeText(limits.errorReportLength)
  words: string;

  @Name(150, { optional: true })
  name?: string;

  @Email({ optional: true })
  email?: string;
}
