/**
 * How the tests' TypeScript is compiled, with Nest's decorators and their metadata. Unlike the
 * product (server/scripts/compile.mjs), a class field without a value is not defined.
 */
export const swcOptions = {
  sourceMaps: true,
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};
