/**
 * When a submission `s` first came to the Congress: with the proof of the address or, where the
 * mayor signed later, with the signed Pact. Null while that is missing, and for the case of a
 * confirmed contact, which nobody sent. The time until the Pact was signed is the town's, so it is
 * not counted.
 */
export const withUsSince = `(CASE WHEN s.submitted_at IS NULL THEN NULL
  WHEN s.signature_awaited_at IS NULL THEN s.confirmed_at ELSE s.signature_sent_at END)`;
