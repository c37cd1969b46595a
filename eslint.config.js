import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';
import { walls } from './server/scripts/walls.mjs';

export default tseslint.config(
  {
    ignores: [
      '**/node_modules',
      '**/dist',
      'var',
      'coverage',
      'contract/schema.d.ts',
      'e2e/screenshots',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
  prettier,
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
  },
  {
    files: ['server/src/**/*.ts', 'server/test/**/*.ts', 'migrations/*.ts'],
    languageOptions: { parserOptions: { project: 'server/tsconfig.json' } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/await-thenable': 'error',
    },
  },
  {
    rules: {
      'no-console': 'off',
      // The type checker knows the names better.
      'no-undef': 'off',
      eqeqeq: 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true }],
      'max-len': ['error', { code: 100, ignoreRegExpLiterals: true, ignorePattern: '^import ' }],
      complexity: ['error', 12],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/no-v-html': 'error',
    },
  },
  {
    files: ['server/**/*.ts', 'client/src/**/*.{ts,vue}', 'contract/**/*.ts'],
    ignores: ['server/test/**'],
    plugins: { house: { rules: { walls } } },
    rules: { 'house/walls': 'error' },
  },
  {
    // The title of a test is a sentence.
    files: ['**/*.spec.ts'],
    rules: {
      'max-len': [
        'error',
        {
          code: 100,
          ignoreRegExpLiterals: true,
          ignorePattern: String.raw`^import |^\s*(await )?(it|test|describe)\b.*\(|^\s*'.*',$`,
        },
      ],
    },
  },
);
