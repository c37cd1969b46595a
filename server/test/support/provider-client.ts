/** The register, as the provider of the tests knows it. */
export const client = { id: 'register', secret: 'a secret between the two' };
