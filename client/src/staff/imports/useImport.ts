import { onScopeDispose, shallowRef } from 'vue';
import { answer, api, seen, type Schemas } from '../../api/client.ts';
import { useProblem } from '../shared/useProblem.ts';

export type Import = Schemas['ImportDto'];
export type ImportCheck = Schemas['ImportCheckDto'];
export type Choice = Schemas['ChoiceDto'];
export type AskedRow = Schemas['AskedRowDto'];
export type RowAnswer = Schemas['AnswerDto']['answer'];
/** A row that needs a decision, with the choices. */
export interface ImportRow<Option extends string> {
  row: number;
  name: string;
  countryCode: string;
  options: Option[];
}
export const rowAnswers = ['correct', 'keep', 'skip'] as const satisfies RowAnswer[];

/** An import, with its dry run while it is open and its progress while it runs. */
export function useImport(id: string) {
  const shown = shallowRef<Import | null>(null);
  const check = shallowRef<ImportCheck | null>(null);
  const { problem, busy, run } = useProblem();
  const path = { id };
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function show(found: Import): Promise<void> {
    shown.value = found;
    clearTimeout(timer);
    if (found.state === 'running') timer = setTimeout(look, 700);
    check.value =
      found.state === 'open'
        ? await answer(api.GET('/api/v1/staff/imports/{id}/check', { params: { path } }))
        : null;
  }

  const fetch = () => answer(api.GET('/api/v1/staff/imports/{id}', { params: { path } }));
  /** Ignores a failed poll, because the next one will report the state. */
  const look = () => fetch().then(show, () => (timer = setTimeout(look, 3_000)));
  const load = () => run(async () => show(await fetch()));
  const params = () => ({ path, header: seen(shown.value!.version) });

  const map = (mapping: Schemas['MappingDto']) =>
    run(async () =>
      show(
        await answer(
          api.PUT('/api/v1/staff/imports/{id}/mapping', { params: params(), body: mapping }),
        ),
      ),
    );
  const read = (reading: Schemas['ReadingDto']) =>
    run(async () =>
      show(
        await answer(
          api.PUT('/api/v1/staff/imports/{id}/reading', { params: params(), body: reading }),
        ),
      ),
    );
  const start = (body: Schemas['RunImportDto']) =>
    run(async () =>
      show(await answer(api.POST('/api/v1/staff/imports/{id}/run', { params: params(), body }))),
    );
  const undo = (reason: string) =>
    run(async () =>
      show(
        await answer(
          api.POST('/api/v1/staff/imports/{id}/undoing', { params: params(), body: { reason } }),
        ),
      ),
    );

  onScopeDispose(() => clearTimeout(timer));
  void load();
  return { shown, check, problem, busy, load, map, read, start, undo };
}
