import { usePage } from '../page-context.ts';

/** The size of a file in words: "120 kB", "2.4 MB". */
export function useFileSize(): (bytes: number) => string {
  const { t, number } = usePage();
  return (bytes) =>
    bytes < 1_000_000
      ? t('documents.kilobytes', { n: number(Math.ceil(bytes / 1000)) })
      : t('documents.megabytes', { n: number(Math.round(bytes / 100_000) / 10) });
}
