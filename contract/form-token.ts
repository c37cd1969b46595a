/** The field of a form that shows that it stood on a page of ours. */
export const formTokenName = 'form-token';
