import { watchEffect } from 'vue';
import { useI18n } from 'vue-i18n';

/**
 * Sets the document title. If a form has errors, it begins with "Error:", as in the GOV.UK Design
 * System.
 */
export function useTitle(page: () => string, hasErrors: () => boolean = () => false): void {
  const { t } = useI18n();
  watchEffect(() => {
    const title = t('product.title', { page: page() });
    document.title = hasErrors() ? t('product.errorTitle', { title }) : title;
  });
}
