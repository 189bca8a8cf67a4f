import { decode } from '@msgpack/msgpack';
import { decodeNumbers, decodeTexts, encodedOf, said } from './binaryColumns.js';
import type { CifBlock, CifColumn, CifTable } from './cifTable.js';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const objectsOf = (value: unknown): Record<string, unknown>[] => (Array.isArray(value) ? value.filter(isObject) : []);

/** Short decimal text of a number that was stored as fixed point or in single precision. */
const shown = (value: number) => (Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(12))));

function columnOf(column: Record<string, unknown>, rowCount: number): CifColumn {
  const { data, encoding } = encodedOf(column.data);
  const isText = encoding[0]?.kind === 'StringArray';
  if (isText && encoding.length > 1) throw new Error('its encoding StringArray has steps beside it');
  const texts = isText ? decodeTexts(data, encoding[0]) : undefined;
  const numbers = isText ? undefined : decodeNumbers(data, encoding);
  const length = texts?.length ?? numbers!.length;
  if (length !== rowCount) throw new Error(`it has ${length} values, but its table ${rowCount} rows`);
  let isGiven = (_row: number): boolean => true;
  if (column.mask !== undefined && column.mask !== null) {
    const stored = encodedOf(column.mask);
    const mask = decodeNumbers(stored.data, stored.encoding);
    if (mask.length !== rowCount) throw new Error(`its mask has ${mask.length} values, but its table ${rowCount} rows`);
    isGiven = (row) => mask[row] === 0;
  }
  return { text: (row) => (!isGiven(row) ? '' : texts ? texts.text(row).trim() : shown(numbers![row])) };
}

function tableOf(category: Record<string, unknown>): CifTable {
  const name = String(category.name ?? '').replace(/^_/, '');
  const { rowCount } = category;
  if (typeof rowCount !== 'number' || !Number.isInteger(rowCount) || rowCount < 0) throw new Error(`its table '${name.slice(0, 60)}' says ${said(rowCount)} of its rows; expected a whole number`);
  const columns = objectsOf(category.columns);
  const read = new Map<string, CifColumn>();
  return {
    rowCount,
    column(wanted) {
      const found = columns.find((each) => String(each.name).toLowerCase() === wanted.toLowerCase());
      if (!found) return undefined;
      try {
        const column = read.get(wanted) ?? columnOf(found, rowCount);
        read.set(wanted, column);
        return column;
      } catch (error) {
        throw new Error(`damaged BinaryCIF: column '${name}.${wanted}': ${(error as Error).message}`, { cause: error });
      }
    },
  };
}

/**
 * Reads BinaryCIF (Sehnal et al., 2020): the first block that lists atoms. Columns are decoded on demand, after checking what they declare against their bytes.
 *
 * @throws Error whose message gives the reason: not BinaryCIF, damaged, or no atoms in it
 */
export function parseBinaryCif(bytes: Uint8Array): CifBlock {
  let file: unknown;
  try {
    // Nothing can be longer than the file that holds it.
    const most = bytes.length;
    file = decode(bytes, { maxStrLength: most, maxBinLength: most, maxArrayLength: most, maxMapLength: most, maxExtLength: most });
  } catch (error) {
    throw new Error(`not a BinaryCIF file: its MessagePack is damaged or cut short`, { cause: error });
  }
  if (!isObject(file) || !Array.isArray(file.dataBlocks)) throw new Error("not a BinaryCIF file: it has no 'dataBlocks'");
  for (const block of objectsOf(file.dataBlocks)) {
    const categories = objectsOf(block.categories);
    const table = (wanted: string) => {
      const found = categories.find(({ name }) => String(name).replace(/^_/, '').toLowerCase() === wanted.toLowerCase());
      return found && tableOf(found);
    };
    if ((table('atom_site')?.rowCount ?? 0) > 0) return { table };
  }
  throw new Error("no atoms in it: a structure in BinaryCIF has a table '_atom_site'");
}
