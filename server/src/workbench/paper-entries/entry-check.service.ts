import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { FieldError } from '../../platform/http/problem.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { sectionsOf } from '../../../../contract/sections.js';
import type { Answers } from '../../joining/submissions/answers.js';
import { scanMissing } from '../../joining/submissions/scan-missing.js';
import { openQuestions, withoutConfirmations } from '../../joining/submissions/questions.js';
import { againstOthers, SectionCheck } from '../../joining/submissions/section-check.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { sectionsIn } from './paper.js';

/**
 * Validates a paper entry by the rules of the public form. A paper may lack an e-mail address, and
 * its scan must be attached.
 */
@Injectable()
export class PaperEntryCheck {
  constructor(
    private readonly sections: SectionCheck,
    private readonly documents: DocumentsService,
  ) {}

  /**
   * @returns the answers, and all their errors at once, each with its section: `/signer/name`.
   */
  async judge(
    manager: EntityManager,
    entry: Submission,
  ): Promise<{ answers: Answers; wrong: FieldError[] }> {
    const typed = sectionsIn(entry);
    const answers: Record<string, object> = {};
    const wrong: FieldError[] = [];
    if (!(await this.documents.hasSignedPact(manager, entry.id))) {
      wrong.push(scanMissing);
    }
    for (const section of sectionsOf('endorsement')) {
      const { value, confirmed } = withoutConfirmations(typed[section] ?? {});
      const { answer, errors } = await this.sections.check(manager, section, value, true);
      errors.push(...againstOthers(section, answer, answers as Answers));
      answers[section] = answer;
      if (errors.length === 0) {
        const kept = { ...entry.answers, authority: answers['authority'] } as Answers;
        errors.push(...(await openQuestions(manager, section, answer, { kept, confirmed })));
      }
      wrong.push(...errors.map((error) => ({ ...error, pointer: `/${section}${error.pointer}` })));
    }
    return { answers: answers as Answers, wrong };
  }
}
