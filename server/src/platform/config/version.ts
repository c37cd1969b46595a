/**
 * The version of the program, as in package.json and CHANGELOG.md (`server/test/release.spec.ts`).
 */
export const version = '1.0.0';
