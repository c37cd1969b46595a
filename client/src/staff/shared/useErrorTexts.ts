import { useI18n } from 'vue-i18n';
import type { ApiProblem, FieldError } from '../../api/client.ts';
import { fileProblemText } from '../../../../contract/file-problems.ts';

/**
 * The text for an API error: that of the field, otherwise that of the rule, otherwise "check this
 * answer".
 */
export function useErrorTexts() {
  const { t, te } = useI18n();
  return {
    fieldText: ({ pointer, key, params }: FieldError): string => {
      const name = fieldName(pointer);
      // `signer-name` uses the texts of `name`.
      const candidates = [
        `errors.fields.${name.slice(name.lastIndexOf('-') + 1)}.${key}`,
        `errors.${key}`,
      ];
      return t(candidates.find((candidate) => te(candidate)) ?? 'errors.unknown', params);
    },
    problemText: ({ code, status }: ApiProblem): string => {
      const candidates = [fileProblemText(code), `errors.problems.${code}`, `problem.${status}`];
      return t(
        candidates.find((candidate) => candidate && te(candidate)) ?? 'errors.problems.unexpected',
      );
    },
  };
}

export function fieldName(pointer: string): string {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}

/** The first error of a field. */
export function errorOf(errors: readonly FieldError[], name: string): FieldError | undefined {
  return errors.find(({ pointer }) => fieldName(pointer) === name);
}
