/** Limits of sign-in, part of `limits` and in its units. */
export const signInLimits = {
  staffSessionIdleMinutes: 60,
  staffSessionHours: 12,
  /** Time allowed between the password and the second factor. */
  signInMinutes: 15,
  /** Time allowed for the round trip to the identity provider. */
  providerVisitMinutes: 10,
  /** Timeout of a call to the identity provider, and how long its published metadata is cached. */
  providerTime: 10_000,
  providerMetadataMinutes: 60,
  invitationHours: 72,
  /** How long a repeated password or second factor permits changes to one's sign-in methods. */
  provenAgainMinutes: 5,
  /**
   * Long, so that the owner of the account always has a link that works, even if a stranger
   * requests links in their name and uses up the mails of the day (decision 0046).
   */
  passwordLinkMinutes: 6 * 60,
  /** Valid links that one account can have at a time; further requests send none. */
  passwordLinksAtOnce: 2,
  /**
   * Minimum response time of every forgotten-password request, so that timing does not reveal
   * whether an account exists.
   */
  passwordLinkTime: 400,
  passwordLength: 12,
  recoveryCodes: 10,
  recoveryCodeLength: 12,

  signInFailuresPerAddress: { points: 20, seconds: 15 * 60 },
  signInFailuresPerAccount: { points: 10, seconds: 15 * 60 },
  /**
   * Failed sign-ins to one account from all addresses, above which each attempt is delayed: this
   * slows a distributed attack but does not lock the owner out.
   */
  signInFailuresEverywhere: { points: 40, seconds: 60 * 60 },
  signInDelay: 3_000,
  /**
   * Wrong codes for one account, from one network and from all networks. They prevent guessing the
   * second factor even with the right password.
   */
  wrongCodesPerNetwork: { points: 8, seconds: 15 * 60 },
  wrongCodesPerAccount: { points: 60, seconds: 60 * 60 },
  providerVisitsPerAddress: { points: 60, seconds: 15 * 60 },
} as const;
