/** Labels for samples that match references of these classes; a class that the model does not know becomes a sample without a class. */
export function labelsByName(names: readonly (string | undefined)[], classes: readonly string[]): (number | undefined)[] {
  return names.map((name) => (name !== undefined && classes.includes(name) ? classes.indexOf(name) : undefined));
}
