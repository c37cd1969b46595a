import { useI18n } from 'vue-i18n';

/** Labels for actors and actions. An unknown code from a newer server is shown as it is. */
export function useNames() {
  const { t, te } = useI18n();
  const known = (key: string, code: string) => (te(key) ? t(key) : code);
  return {
    eventName: (action: string) => known(`event.${action}`, action),
    kindName: (kind: string) => known(`trail.kind.${kind}`, kind),
    /** A colleague's name, or the label for `applicant` or `system`. */
    actorName: (by: string) => known(`actor.${by}`, by),
  };
}
