/** Where the organisation's sign-in listens while a story needs it, and what the register calls it. */
export const providerPort = Number(process.env['E2E_PORT'] ?? 3210) + 20_000;
export const providerName = 'the Council’s account';
