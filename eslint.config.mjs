import nx from '@nx/eslint-plugin';
import jsdoc from 'eslint-plugin-jsdoc';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

// The direction of dependencies: onnx ← core ← drawing ← atoms ← kinds of data ← cli.
const may = (sourceTag, ...targets) => ({ sourceTag, onlyDependOnLibsWithTags: targets.map((t) => `scope:${t}`) });

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '**/*.config.cjs', '**/*.config.ts', '**/*.cjs', 'runs/**', '.nx/**'] },
  ...tseslint.configs.recommended,
  {
    files: ['packages/**/*.ts', 'tools/**/*.ts'],
    plugins: { '@nx': nx, jsdoc },
    rules: {
      '@nx/enforce-module-boundaries': ['error', {
        enforceBuildableLibDependency: true,
        // A package's own subpath imports (`#runtime`): what a browser gets instead is chosen by a condition, which a relative path cannot say.
        allow: ['^#'],
        depConstraints: [
          may('scope:onnx', 'onnx'),
          may('scope:core', 'core', 'onnx'),
          may('scope:drawing', 'drawing', 'core'),
          may('scope:atoms', 'atoms', 'drawing', 'core'),
          may('scope:metrics', 'metrics'),
          may('scope:create', 'create'),
          // What carries numbers between processes is nobody's affair but its own.
          may('scope:distributed', 'distributed', 'core'),
          // No kind of data names another, and the command finds them all by name.
          ...['image', 'pointcloud', 'audio'].map((kind) => may(`scope:${kind}`, kind, 'metrics', 'drawing', 'core', 'onnx')),
          ...['protein', 'molecule'].map((kind) => may(`scope:${kind}`, kind, 'atoms', 'metrics', 'drawing', 'core', 'onnx')),
          may('scope:playground', 'playground', 'protein', 'pointcloud', 'image', 'atoms', 'drawing', 'core', 'onnx'),
          may('scope:cli', 'cli', 'drawing', 'core', 'onnx'),
        ],
      }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    // What is tested there is the command with its kinds of data.
    files: ['packages/cli/test/**/*.ts', 'packages/distributed/test/**/*.ts'],
    rules: { '@nx/enforce-module-boundaries': 'off' },
  },
  {
    files: ['packages/*/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    plugins: { jsdoc, regexp },
    rules: {
      // Expressions meet text that anybody may have written: none may take longer than in proportion to its length.
      'regexp/no-super-linear-backtracking': ['error', { report: 'potential' }],
      'regexp/no-super-linear-move': ['error', { report: 'potential', ignoreSticky: false }],
      'jsdoc/require-jsdoc': ['error', {
        publicOnly: true,
        require: { FunctionDeclaration: true, ClassDeclaration: true, ArrowFunctionExpression: true, MethodDefinition: false },
        contexts: ['TSInterfaceDeclaration', 'TSTypeAliasDeclaration', 'ExportNamedDeclaration > VariableDeclaration'],
        checkConstructors: false,
      }],
      'max-lines': ['warn', { max: 200, skipBlankLines: true, skipComments: true }],
    },
  },
);
