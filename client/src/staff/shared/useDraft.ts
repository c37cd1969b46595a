import type { WritableComputedRef } from 'vue';
import type { DraftKind } from '../../../../contract/draft-kinds.ts';
import { useKeptDraft, type KeptDraft } from './useKeptDraft.ts';
import { useUnsentText } from './useUnsentText.ts';

/**
 * The fields of a form that is kept until it is sent: in this window across a conflict or a new
 * sign-in, and on the server for another computer.
 * @param written whether there is something worth keeping on the server.
 */
export function useDraftFields<Name extends string>(
  kind: DraftKind,
  subject: string,
  names: readonly Name[],
  written: (texts: Record<Name, string>) => boolean = () => true,
): { fields: Record<Name, WritableComputedRef<string>>; draft: KeptDraft } {
  const fields = Object.fromEntries(
    names.map((name) => [name, useUnsentText(`${kind} ${subject} ${name}`)]),
  ) as Record<Name, WritableComputedRef<string>>;
  const texts = () =>
    Object.fromEntries(names.map((name) => [name, fields[name].value])) as Record<Name, string>;
  const draft = useKeptDraft(kind, subject, {
    unsent: () => (written(texts()) ? texts() : {}),
    take: (taken) => names.forEach((name) => (fields[name].value = taken[name] ?? '')),
  });
  return { fields, draft };
}

/** The same for a form of one text. */
export function useDraft(kind: DraftKind, subject: string) {
  const { fields, draft } = useDraftFields(kind, subject, ['text']);
  return { text: fields.text, draft };
}
