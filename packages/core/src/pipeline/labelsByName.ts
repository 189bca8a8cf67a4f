/** Labels that samples are asked for to match references of these classes; one that the model does not know is answered without a class. */
export function labelsByName(names: readonly (string | undefined)[], classes: readonly string[]): (number | undefined)[] {
  return names.map((name) => (name !== undefined && classes.includes(name) ? classes.indexOf(name) : undefined));
}
