import { formTokenName } from '../../../contract/form-token.ts';

/**
 * `actions.2.code=x` becomes `{ actions: { 2: { code: 'x' } } }`, as the server parses the same
 * form. Files, the version and the form's token are no answers.
 */
export function nestedFields(data: FormData): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, value] of data) {
    if (name === 'version' || name === formTokenName || typeof value !== 'string') continue;
    const path = name.split('.');
    const last = path.pop() ?? name;
    let at = result;
    for (const part of path) at = (at[part] ??= {}) as Record<string, unknown>;
    at[last] = value;
  }
  return result;
}
