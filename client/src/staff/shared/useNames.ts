import { useI18n } from 'vue-i18n';

/**
 * The words for who did what, with the raw code where a newer server knows more than this screen.
 */
export function useNames() {
  const { t, te } = useI18n();
  const known = (key: string, code: string) => (te(key) ? t(key) : code);
  return {
    eventName: (action: string) => known(`event.${action}`, action),
    kindName: (kind: string) => known(`trail.kind.${kind}`, kind),
    /** A colleague's name, or the words for `applicant` and `system`. */
    actorName: (by: string) => known(`actor.${by}`, by),
  };
}
