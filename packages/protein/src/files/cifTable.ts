/** A column of a table of CIF: texts by row. */
export interface CifColumn {
  /** Empty if the value is `.` or `?`. */
  text(row: number): string;
}

/** A table of CIF. */
export interface CifTable {
  rowCount: number;
  /** A column by its name, regardless of case. */
  column(name: string): CifColumn | undefined;
}

/** The first block of a CIF file that lists atoms. */
export interface CifBlock {
  /** A table by its name, regardless of case. */
  table(name: string): CifTable | undefined;
}

/** The texts of a table by row, each from the first of the given columns that has a value there; empty if none has. */
export function textsOf(table: CifTable | undefined, ...names: string[]): (row: number) => string {
  const columns = names.map((name) => table?.column(name)).filter((column): column is CifColumn => column !== undefined);
  const count = table?.rowCount ?? 0;
  return (row) => {
    for (const column of row < count ? columns : []) {
      const text = column.text(row);
      if (text !== '') return text;
    }
    return '';
  };
}

/** A number, or `NaN` if the text is empty or not a number. */
export function numberOf(text: string): number {
  return text === '' ? NaN : Number(text);
}

/** Row numbers of a table. */
export const rowsOf = (table: CifTable | undefined): number[] => Array.from({ length: table?.rowCount ?? 0 }, (_, row) => row);
