import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';

/**
 * Which folders of the server may not be imported from which: the data goes one way, submissions → review → register → public,
 * so a module looks only at what comes before it. docs/architecture.md has the picture.
 */
const walls = {
  common: ['submissions', 'review', 'register', 'public', 'web', 'staff', 'documents', 'mail', 'events', 'authorities', 'seed', 'commands'],
  config: ['*'],
  // The contract is made from what the controllers say; it knows none of them.
  'api-document': ['submissions', 'review', 'register', 'public', 'web', 'staff', 'documents', 'mail', 'events', 'authorities', 'seed', 'commands'],
  events: ['submissions', 'review', 'register', 'public', 'web', 'staff', 'documents', 'mail', 'seed', 'commands'],
  documents: ['submissions', 'review', 'register', 'public', 'web', 'staff', 'mail', 'seed', 'commands'],
  authorities: ['submissions', 'review', 'register', 'public', 'web', 'staff', 'documents', 'mail', 'seed', 'commands'],
  settings: ['submissions', 'review', 'register', 'public', 'web', 'documents', 'mail', 'seed', 'commands'],
  undo: ['submissions', 'review', 'register', 'public', 'web', 'staff', 'documents', 'mail', 'settings', 'seed', 'commands'],
  staff: ['submissions', 'review', 'register', 'public', 'web', 'documents', 'seed', 'commands'],
  submissions: ['review', 'register', 'entries', 'public', 'web', 'staff', 'seed', 'commands'],
  register: ['review', 'desk', 'public', 'web', 'seed', 'commands'],
  review: ['public', 'web', 'desk', 'seed', 'commands'],
  desk: ['review', 'public', 'web', 'seed', 'commands'],
  entries: ['review', 'register', 'desk', 'public', 'web', 'seed', 'commands'],
  // Tables in files: knows nothing of what stands in them.
  sheets: ['*'],
  // Those who look back look at everything, and nothing looks at them.
  figures: ['public', 'web', 'news', 'newsletter', 'seed', 'commands'],
  trail: ['review', 'submissions', 'register', 'public', 'web', 'seed', 'commands'],
  removals: ['review', 'submissions', 'register', 'public', 'seed', 'commands'],
  persons: ['review', 'desk', 'public', 'web', 'seed', 'commands'],
  deliveries: ['review', 'submissions', 'register', 'public', 'web', 'seed', 'commands'],
  metrics: ['review', 'desk', 'submissions', 'register', 'staff', 'web', 'seed', 'commands'],
  // Looks from outside at what runs: no use case is its business.
  doctor: ['review', 'desk', 'submissions', 'register', 'public', 'web', 'staff', 'seed', 'commands'],
  news: ['submissions', 'review', 'public', 'web', 'newsletter', 'seed', 'commands'],
  newsletter: ['review', 'public', 'web', 'documents', 'seed', 'commands'],
  // The public reader knows nothing of cases, people or documents, not even their types.
  public: ['review', 'desk', 'open-data', 'web', 'staff', 'documents', 'mail', 'events', 'newsletter', 'seed', 'commands'],
  // Renderers over the one public query; its only writing is the daily snapshot with its event.
  'open-data': ['submissions', 'review', 'register', 'web', 'staff', 'documents', 'mail', 'seed', 'commands', 'jobs'],
  // A backup is of rows and files, whatever they mean.
  backup: ['submissions', 'review', 'register', 'public', 'web', 'staff', 'mail', 'seed', 'commands'],
  // What is printed is given its facts; it looks nothing up.
  papers: ['review', 'register', 'public', 'web', 'staff', 'documents', 'mail', 'events', 'seed', 'commands'],
  places: ['*'],
  web: ['review', 'desk', 'staff', 'seed', 'commands'],
};

const importWalls = Object.entries(walls).map(([folder, forbidden]) => ({
  files: [`server/src/${folder}/**/*.ts`],
  ignores: ['**/*.spec.ts'],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: forbidden.map((name) => `../**/${name}/**`), message: `${folder}/ does not look at what comes after it (docs/architecture.md).` },
        ],
      },
    ],
  },
}));

export default tseslint.config(
  { ignores: ['**/node_modules', '**/dist', 'var', 'coverage', 'client/src/api/schema.d.ts', 'e2e/screenshots'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
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
      complexity: ['error', 12],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/no-v-html': 'error',
    },
  },
  ...importWalls,
  prettier,
);
