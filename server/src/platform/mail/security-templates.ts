/**
 * What a colleague is told when a way into her account was changed, or the spare one used: by her,
 * or by somebody who must be found out.
 */
export const securityTemplates = [
  'staff_password_changed',
  'staff_app_set_up',
  'staff_passkey_added',
  'staff_passkey_removed',
  'staff_recovery_code_used',
  'staff_recovery_codes_renewed',
  'staff_identity_linked',
  'staff_identity_removed',
] as const;
export type SecurityTemplate = (typeof securityTemplates)[number];
