import { inject, provide, type InjectionKey } from 'vue';
import { useI18n } from 'vue-i18n';
import { useTexts } from '../../page-context.ts';
import { fileProblemText } from '../../../../contract/file-problems.ts';
import type { FieldError, Remark } from '../../../../contract/pages.js';

interface FormState {
  values: Record<string, unknown>;
  errors: FieldError[];
  /**
   * The Congress's comments on the fields of this page. Like those of errors, their pointers are
   * relative to the page.
   */
  remarks?: Remark[];
}

const formKey: InjectionKey<FormState> = Symbol('form');

/** Provides the fields of a page with their values and errors. */
export function provideForm(state: FormState): void {
  provide(formKey, state);
}

/** A field's value and error; `name` is its path in the answer: `actions.2.targetYear`. */
export function useField(name: string) {
  const form = inject(formKey, { values: {}, errors: [] });
  const { text } = useErrorText();
  const error = form.errors.find(({ pointer }) => pointer === pointerOf(name));
  const value = name
    .split('.')
    .reduce<unknown>(
      (at, part) => (at as Record<string, unknown> | undefined)?.[part],
      form.values,
    );
  return {
    id: fieldId(pointerOf(name)),
    value: typeof value === 'string' || typeof value === 'number' ? String(value) : '',
    /** As it was typed, also where it has parts. */
    typed: value,
    checked: Boolean(value),
    error: error ? text(error) : null,
    question: questionOf(form, error),
    remark: remarkAt(form, pointerOf(name)),
  };
}

/** The value that the sender returns to confirm a questionable answer. */
function questionOf(form: FormState, error: FieldError | undefined) {
  const confirm = error?.params['confirm'];
  if (!error || typeof confirm !== 'string') return null;
  return { name: `confirmed.asked${form.errors.indexOf(error)}`, confirm };
}

/** Earlier confirmations, on a page that is shown again. */
export function confirmedBefore(values: Record<string, unknown>): string[] {
  const { confirmed } = values;
  if (typeof confirmed !== 'object' || confirmed === null) return [];
  return Object.values(confirmed).filter((item) => typeof item === 'string');
}

/**
 * The Congress's comment on a part of the page that is not a field: an action, or the page as a
 * whole.
 */
export function useRemark(pointer: string): string | null {
  return remarkAt(inject(formKey, { values: {}, errors: [] }), pointer);
}

function remarkAt({ remarks = [] }: FormState, pointer: string): string | null {
  return remarks.find((remark) => remark.pointer === pointer)?.text ?? null;
}

/** The comments on one page of the form. */
export function remarksOn(section: string, all: Remark[]): Remark[] {
  const start = `/${section}`;
  return all
    .filter(({ pointer }) => pointer === start || pointer.startsWith(`${start}/`))
    .map(({ pointer, text }) => ({ pointer: pointer.slice(start.length), text }));
}

/** The text of an error: the one for its field if there is one, otherwise the one for its rule. */
export function useErrorText() {
  const { te } = useI18n();
  const t = useTexts();
  const text = ({ pointer, key, params }: FieldError): string => {
    const field =
      pointer
        .split('/')
        .filter((part) => part && !/^\d+$/.test(part))
        .pop() ?? '';
    const path =
      [`errors.fields.${field}.${key}`, `errors.${key}`].find((candidate) => te(candidate)) ??
      'errors.unknown';
    return t(path, params);
  };
  const problem = (code: string) => {
    const candidates = [fileProblemText(code), `errors.problems.${code}`];
    return t(candidates.find((path) => path && te(path)) ?? 'errors.problems.unexpected');
  };
  return { text, problem };
}

/** The element that an error links to. */
export function fieldId(pointer: string): string {
  return `field${pointer.replace(/\//g, '-')}`;
}

function pointerOf(name: string): string {
  return `/${name.replace(/\./g, '/')}`;
}

/** Data for the script that counts characters: the limit, and the texts of the count. */
export function counterOf(
  t: (key: string, figures: Record<string, string>) => string,
  max: number | undefined,
) {
  if (max === undefined) return {};
  const figures = { n: '{n}', max: '{max}', over: '{over}' };
  return {
    'data-limit': max,
    'data-counted': t('form.counted', figures),
    'data-too-many': t('form.tooMany', figures),
  };
}
