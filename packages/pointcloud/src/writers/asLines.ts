/** A line for each point: three numbers, each the shortest text that reads back as the same 32-bit float. */
export function asLines(positions: Float32Array): Uint8Array {
  let text = '';
  for (let i = 0; i < positions.length; i += 3) text += `${shortest(positions[i])} ${shortest(positions[i + 1])} ${shortest(positions[i + 2])}\n`;
  return new TextEncoder().encode(text);
}

function shortest(x: number): string {
  for (let digits = 6; digits < 9; digits++) if (Math.fround(Number(x.toPrecision(digits))) === x) return String(Number(x.toPrecision(digits)));
  return String(Number(x.toPrecision(9)));
}
