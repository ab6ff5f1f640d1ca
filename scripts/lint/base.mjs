/** What holds everywhere, before any layer: plugins, categories and single rules. */
export const base = {
  plugins: ['eslint', 'oxc', 'typescript', 'unicorn', 'import', 'react', 'jsx-a11y', 'promise'],
  jsPlugins: ['./scripts/lint/plugin.mjs'],
  env: { builtin: true, es2024: true },
  categories: { correctness: 'error', suspicious: 'error' },
  options: { reportUnusedDisableDirectives: 'error' },
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-require-imports': 'error',
    'typescript/consistent-type-imports': ['error', { disallowTypeAnnotations: true }],
    'typescript/ban-ts-comment': 'error',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'import/no-duplicates': 'error',
    'import/no-self-import': 'error',
    'import/no-unassigned-import': 'off', // styles and polyfills are imported for their effect
    'import/no-named-as-default-member': 'off', // libraries such as fast-check are read best behind their name
    'react/react-in-jsx-scope': 'off', // the automatic JSX runtime
    // the two below judge for the React Compiler, which is not used here
    'react/set-state-in-effect': 'off',
    'react/exhaustive-effect-dependencies': 'off',
    'react/no-danger': 'error',
    'react/rules-of-hooks': 'error',
    'react/exhaustive-deps': 'error',
    'react/button-has-type': 'error',
    'react/jsx-key': 'error',
    'jsx-a11y/prefer-tag-over-role': 'off', // a styled progress bar or live region needs its own element
    'jsx-a11y/no-noninteractive-tabindex': 'off', // what has an explanation on hover must have it on focus
    'jsx-a11y/no-autofocus': 'off', // the one field of a screen takes the focus when the screen opens
    'unicorn/prefer-node-protocol': 'error',
    'promise/always-return': 'off', // an effect at the end of a chain has no value to hand on
    'promise/no-promise-in-callback': 'off',
    'unicorn/throw-new-error': 'error',
    'unicorn/consistent-function-scoping': 'off', // a small function reads best beside its use
    'unicorn/require-post-message-target-origin': 'off', // takes message ports for windows
    'unicorn/no-useless-spread': 'off', // listeners are copied before the loop, because one may unsubscribe in it
    'unicorn/no-new-array': 'off',
    'unicorn/no-array-for-each': 'off',
    'unicorn/no-array-sort': 'off', // toSorted is missing in the Node 18 of the stand-in runtime
    'unicorn/no-array-reverse': 'off', // toReversed likewise
    'no-shadow': 'off',
    'no-unused-vars': [
      'error',
      { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
    ],
    'no-underscore-dangle': 'off',
    'no-await-in-loop': 'off', // order matters where we do it
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'no-eval': 'error',
    'no-new-func': 'error',
    'no-implied-eval': 'error',
    'no-control-regex': 'off', // refusing control characters is what those expressions are for
    'no-var': 'error',
    'prefer-const': 'error',
    'no-console': 'off',
    'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
  },
  ignorePatterns: [
    'out',
    'out-*',
    'release',
    'demo-out',
    'bench-out',
    'node_modules',
    '.cache',
    'tests/fixtures',
  ],
};

/** Where a rule of the base does not fit. */
export const baseOverrides = [
  { files: ['src-renderer/words/**', 'src-shared/words/**'], rules: { 'max-lines': 'off' } }, // lists of texts
  { files: ['*.config.ts', 'scripts/lint/plugin.mjs'], rules: { 'import/no-default-export': 'off' } },
  // the addresses of bundled scripts are defaults of modules that only the bundler knows
  { files: ['src-renderer/workers/open-worker.ts'], rules: { 'import/default': 'off' } },
  { files: ['scripts/setup/default-app/*.js'], rules: { 'typescript/no-require-imports': 'off' } },
];
