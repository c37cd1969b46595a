import { AsyncLocalStorage } from 'node:async_hooks';
import type { ChangedTexts } from '../../../../contract/pages.js';

/** Texts that are not published yet, in the one answer that shows how they would look. */
export const previewedTexts = new AsyncLocalStorage<ChangedTexts>();
