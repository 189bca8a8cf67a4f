/** A named quantity with the range of its numbers. */
export interface Range {
  name: string;
  from: number;
  to: number;
}

/** Options of a new package. */
export interface CreateOptions {
  /** Short name, such as `sound`: the package is called `inrflow-modality-sound`. */
  name: string;
  /** Axes of a coordinate, 1 to 4. */
  coordinates: readonly Range[];
  /** Channels of the value at each place, 1 to 64. */
  values: readonly Range[];
}

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Checks a short name. @throws RangeError saying what was expected */
export function checkName(name: string): string {
  if (!NAME.test(name) || name.length > 60) throw new RangeError(`the name '${name}' is not valid: expected lower-case letters, digits and single hyphens, such as 'sound'`);
  return name;
}

/**
 * Parses ranges from a text: `time:0:1` or `longitude:-180:180,latitude:-90:90`.
 *
 * @param what what the ranges belong to, for messages
 * @throws RangeError naming the part and what was expected
 */
export function parseRanges(text: string, what: string): Range[] {
  const ranges = text.split(',').map((part) => {
    const [name = '', from = '', to = '', ...more] = part.trim().split(':');
    const [low, high] = [from, to].map((number) => (number.trim() === '' ? NaN : Number(number)));
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name) || more.length > 0 || !(low < high) || !Number.isFinite(low) || !Number.isFinite(high)) {
      throw new RangeError(`${what} '${part.trim()}' is not valid: expected a name and a range, such as 'time:0:1'`);
    }
    return { name, from: low, to: high };
  });
  return ranges;
}

/** Checks all options. @throws RangeError naming the field and what was expected */
export function checkOptions({ name, coordinates, values }: CreateOptions): void {
  checkName(name);
  if (coordinates.length < 1 || coordinates.length > 4) throw new RangeError(`there are ${coordinates.length} coordinates: expected 1 to 4`);
  if (values.length < 1 || values.length > 64) throw new RangeError(`there are ${values.length} values: expected 1 to 64`);
  const names = [...coordinates, ...values].map((range) => range.name);
  const twice = names.find((each, i) => names.indexOf(each) !== i);
  if (twice !== undefined) throw new RangeError(`the name '${twice}' stands for two things: each coordinate and value needs one of its own`);
}
