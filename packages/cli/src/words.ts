const UNITS = ['', ' k', ' M', ' G', ' T', ' P', ' E'];

/** A number with at most four digits and its unit: `1.23 M`. */
export function short(value: number): string {
  const power = value < 1000 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(value) / 3));
  const scaled = value / 1000 ** power;
  return `${power === 0 && Number.isInteger(value) ? value : scaled.toPrecision(3)}${UNITS[power]}`;
}

/** Formats bytes: `812 MB`. */
export function megabytes(bytes: number): string {
  return `${short(bytes).replace(/^([\d.e+]+)$/, '$1 ')}B`;
}

/** Formats seconds: `3 min 20 s`. */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (seconds > 0 && seconds < 0.95) return `${Math.max(0.1, seconds).toFixed(1)} s`;
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** Formats rows of cells as lines with aligned columns. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column])).join('  ').trimEnd()).join('\n');
}
