/**
 * Security notices that tell staff when the ways into their account or their permissions have
 * changed, or a recovery code was used, so that they can spot an intruder.
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
  'staff_factor_reset',
  'staff_roles_changed',
  'staff_disabled',
  'staff_enabled',
  'staff_address_asked',
  'staff_address_changed',
] as const;
export type SecurityTemplate = (typeof securityTemplates)[number];
