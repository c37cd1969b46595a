import errors from '../../../../locales/en/errors.json';
import staff from '../../../../locales/en/staff.json';

export const texts = { ...staff, errors };
