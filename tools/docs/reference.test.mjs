// Every exported symbol has a doc comment, which has @throws if the function throws.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import ts from 'typescript';
import { filesBelow, root } from './files.mjs';

const entries = filesBelow('packages', ['.ts']).filter((file) => /^packages\/(?!cli\/|create-inrflow-modality\/|playground\/)[^/]+\/src\/(?:index|node|testing|command)\.ts$/.test(file)).map((file) => path.join(root, file));

/** The program of some files, with the repository's options. */
function programOf(files) {
  const { config } = ts.readConfigFile(path.join(root, 'tsconfig.base.json'), ts.sys.readFile);
  return ts.createProgram(files, { ...ts.parseJsonConfigFileContent(config, ts.sys, root).options, noEmit: true, skipLibCheck: true });
}

/** The body of a function, whether it is declared or assigned. */
const bodyOf = (declaration) => {
  if (ts.isFunctionDeclaration(declaration)) return declaration.body;
  const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value && ts.isArrowFunction(value) ? value.body : undefined;
};

/** Whether a throw statement is inside the part of a `try` whose errors are caught. */
function isCaught(node, body) {
  for (let at = node; at !== body; at = at.parent) if (ts.isTryStatement(at.parent) && at.parent.catchClause && at === at.parent.tryBlock) return true;
  return false;
}

/** Whether a function throws by itself, functions inside it aside. */
function throws(body) {
  let found = false;
  const visit = (node) => {
    if (ts.isFunctionLike(node)) return;
    if (ts.isThrowStatement(node) && !isCaught(node, body)) found = true;
    ts.forEachChild(node, visit);
  };
  visit(body);
  return found;
}

/** What the comments of the symbols that files export lack. */
function faultsOf(files) {
  const program = programOf(files);
  const checker = program.getTypeChecker();
  const symbols = new Set(files.flatMap((file) => checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)))
    .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol))));
  const faults = [...symbols].flatMap((symbol) => {
    const [declaration] = symbol.declarations ?? [];
    if (!declaration || declaration.getSourceFile().fileName.includes('node_modules')) return [];
    const tags = symbol.getJsDocTags(checker);
    const where = `${path.relative(root, declaration.getSourceFile().fileName).replaceAll('\\', '/')}: ${symbol.name}`;
    if (symbol.getDocumentationComment(checker).length === 0 && tags.length === 0) return [`${where}: no doc comment`];
    const body = symbol.declarations.map(bodyOf).find(Boolean);
    const says = tags.some(({ name, text }) => name === 'throws' || ts.displayPartsToString(text).includes('@throws'));
    return body && throws(body) && !says ? [`${where}: throws, but its comment has no @throws`] : [];
  });
  return { symbols: symbols.size, faults };
}

test('every exported symbol has a doc comment, with @throws if it throws', () => {
  const { symbols, faults } = faultsOf(entries);
  assert.ok(symbols > 800, String(symbols));
  assert.deepEqual(faults, []);
});

test('a symbol without a comment, and one that throws without saying so, are found', (t) => {
  const file = path.join(root, 'tools/docs', `reference-${process.pid}.ts`);
  t.after(() => ts.sys.deleteFile(file));
  ts.sys.writeFile(file, 'export const bare = 1;\n/** Throws. */\nexport function silent(): never { throw new Error(); }\n/** Catches. */\nexport function calm(): void { try { throw new Error(); } catch { /* nothing */ } }\n/** @throws Error always */\nexport const loud = (): never => { throw new Error(); };\n');
  assert.ok(existsSync(file));
  assert.deepEqual(faultsOf([file]).faults.map((fault) => fault.split(': ').slice(1).join(': ')).sort(), ['bare: no doc comment', 'silent: throws, but its comment has no @throws']);
});
