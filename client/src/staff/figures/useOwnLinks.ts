import { useRouter } from 'vue-router';

/** Charts contain plain links. Those to a page of the workbench are followed without reloading. */
export function useOwnLinks() {
  const router = useRouter();
  return (event: MouseEvent): void => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const href = link?.getAttribute('href');
    if (
      !href?.startsWith('/staff') ||
      event.defaultPrevented ||
      event.button !== 0 ||
      event.ctrlKey ||
      event.metaKey ||
      event.shiftKey ||
      event.altKey
    )
      return;
    event.preventDefault();
    void router.push(href);
  };
}
