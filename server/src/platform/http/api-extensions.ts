/**
 * Extension fields in which the guards tell the API document who may call, at which sign-in steps,
 * and after which proof.
 */
export const rolesExtension = 'x-roles';
export const stepsExtension = 'x-sign-in-steps';
export const againExtension = 'x-proven-again';
