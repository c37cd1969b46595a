import type { FieldError } from '../../platform/http/problem.js';

/** A paper entry needs its scan both when it is entered and when it is approved. */
export const scanMissing: FieldError = {
  pointer: '/documents',
  key: 'isScanPresent',
  params: {},
  detail: 'add the scan of the signed paper',
};
