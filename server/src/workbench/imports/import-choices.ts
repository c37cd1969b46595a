import { Problem } from '../../platform/http/problem.js';
import type { DuplicateRowDto, RowChoice } from './import-check.dto.js';
import type { RegisterImport } from './import.entity.js';

/** @throws Problem 422 until staff have chosen how to read the file. */
export function requireAnswers({ reading }: RegisterImport): void {
  const questions = reading?.questions ?? [];
  if (questions.length > 0)
    throw new Problem(422, 'import-questions', 'Choose how to read the file first.', {
      questions,
    });
}

/**
 * @throws Problem 422 for a choice on a row that has none, or for one that the row does not allow.
 */
export function requireOffered(
  chosen: Map<number, RowChoice>,
  doubtful: Map<number, DuplicateRowDto>,
): void {
  for (const [row, choice] of chosen) {
    if (!doubtful.get(row)?.options.includes(choice))
      throw Problem.invalid([
        {
          pointer: '/choices',
          key: 'isOffered',
          params: { row },
          detail: `is not possible with row ${row}`,
        },
      ]);
  }
}
