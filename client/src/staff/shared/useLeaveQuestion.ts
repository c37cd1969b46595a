import { onScopeDispose } from 'vue';
import { useI18n } from 'vue-i18n';
import { onBeforeRouteLeave, onBeforeRouteUpdate } from 'vue-router';
import { useSession } from '../../stores/session.ts';

type IsUnsaved = () => boolean;

/** The open forms, in the order in which they appeared. */
const forms = new Set<IsUnsaved>();

/**
 * Asks before a form is left whose input would be lost: on the way to another page of the workbench
 * and when the window is closed. Of several forms on a page, only the first asks. Every form needs
 * this, or keeps its input otherwise (`leaving-forms.spec.ts`).
 * @param isUnsaved whether something was typed and not saved.
 * @param save tried first; @returns whether it worked, so that nothing has to be asked.
 */
export function useLeaveQuestion(
  isUnsaved: IsUnsaved,
  save: () => Promise<boolean> = () => Promise.resolve(false),
): void {
  const { t } = useI18n();
  const session = useSession();
  const { unsaved } = session.unsent;
  /** Signing out has asked already. */
  const asks = () =>
    session.ended !== 'signed_out' && [...forms].find((form) => form()) === isUnsaved;
  const mayLeave = async () => !asks() || (await save()) || window.confirm(t('articles.unsaved'));
  const warn = (event: BeforeUnloadEvent) => {
    if (isUnsaved()) event.preventDefault();
  };
  forms.add(isUnsaved);
  unsaved.add(isUnsaved);
  onBeforeRouteLeave(mayLeave);
  onBeforeRouteUpdate((to, from) => to.path === from.path || mayLeave());
  window.addEventListener('beforeunload', warn);
  onScopeDispose(() => {
    forms.delete(isUnsaved);
    unsaved.delete(isUnsaved);
    window.removeEventListener('beforeunload', warn);
  });
}

/**
 * The same for a form that knows its saved state only as what it showed last.
 * @param typed all that can be typed into it.
 * @returns to call whenever the form shows a saved state: once it is loaded, and once it is saved.
 */
export function useLeaveQuestionAbout(typed: () => unknown): () => void {
  const now = () => JSON.stringify(typed());
  let saved = now();
  useLeaveQuestion(() => now() !== saved);
  return () => (saved = now());
}
