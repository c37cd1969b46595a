import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Language } from '../../../../contract/languages.js';
import type { SectionName } from '../../../../contract/sections.js';
import type { FieldError } from '../../platform/http/problem.js';
import { SectionCheck } from '../../joining/submissions/section-check.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { fieldsOf, toAnswer, toFieldErrors } from './form-fields.js';

/** Lists what is missing in the sections that cannot be sent yet. */
@Injectable()
export class IncompleteSections {
  constructor(
    private readonly database: DataSource,
    private readonly sections: SectionCheck,
  ) {}

  /**
   * The errors of each begun section, and one for each that was not begun, with pointers that start
   * with the section: `/signer/office`. The declaration is asked for on the page itself.
   */
  async of(submission: Submission, language: Language): Promise<FieldError[]> {
    const missing = await this.sections.missing(this.database.manager, submission);
    const wanted = missing.filter((section) => section !== 'declaration');
    return (
      await Promise.all(wanted.map((section) => this.lacks(submission, section, language)))
    ).flat();
  }

  private async lacks(
    submission: Submission,
    section: SectionName,
    language: Language,
  ): Promise<FieldError[]> {
    const whole = { pointer: `/${section}`, key: 'isComplete', params: {}, detail: '' };
    if (!submission.typed[section] && !submission.answers[section]) return [whole];
    const fields = fieldsOf(submission, section);
    const answer = toAnswer(section, fields, language);
    const { errors } = await this.sections.check(this.database.manager, section, answer);
    // Valid input that has not been saved yet.
    if (errors.length === 0) return [whole];
    return toFieldErrors(errors, fields).map((error) => ({
      ...error,
      pointer: `/${section}${error.pointer}`,
    }));
  }
}
