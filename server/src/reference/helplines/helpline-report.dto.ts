import { Country } from '../../platform/http/fields/choices.js';
import { Code, FreeText } from '../../platform/http/fields/text.js';

/** "This number is wrong": a reader's report, without anything about the reader. */
export class HelplineReportDto {
  @Country()
  country: string;

  @Code(/^\+?[0-9 ()./-]{2,30}$/)
  number: string;

  @FreeText(500, { optional: true })
  remark?: string;
}
