import type { MessageContext, MessageFunction } from 'vue-i18n';
import type { ChangedTexts } from '../../contract/pages.js';
import { formSeparator } from '../../contract/site-texts.ts';

export interface Texts {
  [key: string]: string | Texts;
}
interface Messages {
  [key: string]: string | MessageFunction<string> | Messages;
}

/**
 * The shipped texts with those that administrators changed. A key that the program no longer has is
 * left out.
 */
export function laidOver(shipped: Texts, changed: ChangedTexts): Messages {
  const all = copyOf(shipped);
  for (const [key, text] of Object.entries(changed)) put(all, key.split('.'), text);
  return all;
}

/** Compiled messages are objects too, and shared by all copies. */
function copyOf(texts: Texts): Messages {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [key, isGroup(value) ? copyOf(value) : value]),
  );
}

function put(all: Messages, path: string[], text: string): void {
  const name = path.at(-1)!;
  let group: Messages = all;
  for (const step of path.slice(0, -1)) {
    const next = Object.hasOwn(group, step) ? group[step] : undefined;
    if (!isGroup(next)) return;
    group = next;
  }
  if (Object.hasOwn(group, name) && !isGroup(group[name])) group[name] = messageOf(text);
}

/** A compiled message says its type in `t`, by a number. */
const isGroup = (value: unknown): value is Messages & Texts =>
  typeof value === 'object' && value !== null && typeof (value as { t?: unknown }).t !== 'number';

/**
 * Compiles a text as people write it: names in braces are values, and nothing else is syntax.
 * vue-i18n's own compiler would stop at an "@" or a lone brace.
 */
function messageOf(text: string): MessageFunction<string> {
  const forms = text.split(formSeparator);
  return (context: MessageContext<string>) => {
    const filled = forms.map((form) =>
      form.replace(/\{(\w+)\}/g, (_, name: string) => String(context.named(name) ?? '')),
    );
    return filled.length > 1 ? context.plural(filled) : filled[0]!;
  };
}
