import errors from '../../../../locales/fr/errors.json';
import staff from '../../../../locales/fr/staff.json';

export const texts = { ...staff, errors };
