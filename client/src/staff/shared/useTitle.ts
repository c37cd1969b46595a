import { watchEffect } from 'vue';
import { useI18n } from 'vue-i18n';

/**
 * Says what the document is called. With errors in a form the title begins with "Error:", as the
 * GOV.UK Design System has it.
 */
export function useTitle(page: () => string, hasErrors: () => boolean = () => false): void {
  const { t } = useI18n();
  watchEffect(() => {
    const title = t('product.title', { page: page() });
    document.title = hasErrors() ? t('product.errorTitle', { title }) : title;
  });
}
