/**
 * What the guards tell the API's document in fields of its own: whom they let in, at which steps of
 * signing in, and after which proof.
 */
export const rolesExtension = 'x-roles';
export const stepsExtension = 'x-sign-in-steps';
export const againExtension = 'x-proven-again';
