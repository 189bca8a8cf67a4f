import { quotable } from '@inrflow/core';
import { parseCifText } from 'molstar/lib/commonjs/mol-io/reader/cif/text/parser.js';
import type { CifBlock, CifColumn } from './cifTable.js';

/** The first line that is neither empty nor a comment, from its first letter on. */
function firstStatement(text: string): string {
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at);
    const line = text.slice(at, end < 0 ? Math.min(text.length, at + 4096) : end).trimStart();
    if (line !== '' && !line.startsWith('#')) return line.slice(0, 200);
    if (end < 0) break;
    at = end + 1;
  }
  return '';
}

/**
 * Reads mmCIF as text: the first block that lists atoms.
 *
 * @throws Error whose message gives the reason: not mmCIF, damaged, or no atoms in it
 */
export async function parseTextCif(given: string): Promise<CifBlock> {
  const text = given.replace(/^\uFEFF/, '');
  const first = firstStatement(text);
  if (!/^data_/i.test(first) && !/^(?:loop_|_\w)/i.test(first)) throw new Error("not an mmCIF file: it does not start with 'data_'");
  // Some programs leave out the block's name, and the parser drops everything before the first one.
  let result: Awaited<ReturnType<ReturnType<typeof parseCifText>['run']>>;
  try {
    result = await parseCifText(/^data_/i.test(first) ? text : `data_\n${text}`).run();
  } catch (error) {
    throw new Error('not an mmCIF file: it cannot be taken apart into words and tables', { cause: error });
  }
  if (result.isError) throw new Error(`not an mmCIF file: ${quotable(result.message, 200)}`);
  for (const { categories } of result.result.blocks) {
    const names = new Map(Object.keys(categories).map((name) => [name.toLowerCase(), name]));
    const table = (wanted: string) => {
      const name = names.get(wanted.toLowerCase());
      if (name === undefined) return undefined;
      const category = categories[name];
      const fields = new Map(category.fieldNames.map((field) => [field.toLowerCase(), field]));
      return {
        rowCount: category.rowCount,
        column(column: string): CifColumn | undefined {
          const own = fields.get(column.toLowerCase());
          const field = own === undefined ? undefined : category.getField(own);
          return field && { text: (row) => (field.valueKind(row) === 0 ? field.str(row).trim() : '') };
        },
      };
    };
    if ((table('atom_site')?.rowCount ?? 0) > 0) return { table };
  }
  throw new Error("no atoms in it: a structure in mmCIF has a table '_atom_site'");
}
