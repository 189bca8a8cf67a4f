import nx from '@nx/eslint-plugin';
import jsdoc from 'eslint-plugin-jsdoc';
import regexp from 'eslint-plugin-regexp';
import tseslint from 'typescript-eslint';

// The direction of dependencies: onnx ← core ← modality ← cli.
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
        allow: [],
        depConstraints: [
          may('scope:onnx', 'onnx'),
          may('scope:core', 'core', 'onnx'),
          may('scope:image', 'image', 'core'),
          may('scope:pointcloud', 'pointcloud', 'core', 'onnx'),
          may('scope:protein', 'protein', 'core', 'onnx'),
          may('scope:metrics', 'metrics'),
          may('scope:cli', 'cli', 'image', 'pointcloud', 'protein', 'metrics', 'core', 'onnx'),
        ],
      }],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
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
