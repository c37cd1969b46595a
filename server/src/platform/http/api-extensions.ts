/**
 * What the guards tell the API's document in fields of its own: whom they let in, and at which
 * steps of signing in.
 */
export const rolesExtension = 'x-roles';
export const stepsExtension = 'x-sign-in-steps';
