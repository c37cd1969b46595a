import { ref, shallowRef } from 'vue';

export interface ShownContent {
  bytes: ArrayBuffer;
  /** A picture as an address; empty for a PDF. */
  picture: string;
  /** SHA-256 of the content as the server names it, hexadecimal; empty where it names none. */
  sha256: string;
}

/**
 * The content of a document, fetched on request: each request counts as a view and is recorded in
 * the history of the case.
 */
export function useDocumentContent() {
  const content = shallowRef<ShownContent | null>(null);
  const state = ref<'' | 'loading' | 'failed'>('');

  /** @returns whether it is there now. */
  async function load(address: string, mediaType: string): Promise<boolean> {
    state.value = 'loading';
    try {
      const response = await fetch(address, { credentials: 'same-origin', cache: 'no-store' });
      if (!response.ok) throw new Error(String(response.status));
      const bytes = await response.arrayBuffer();
      const picture =
        mediaType === 'application/pdf'
          ? ''
          : await asAddress(new Blob([bytes], { type: mediaType }));
      content.value = {
        bytes,
        picture,
        sha256: (response.headers.get('etag') ?? '').replace(/"/g, ''),
      };
      state.value = '';
      return true;
    } catch {
      state.value = 'failed';
      return false;
    }
  }

  return { content, state, load };
}

/** Our policy lets pictures be data, and nothing else: a second request would be a second view. */
function asAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
