/**
 * Whether something is an error of a name. Classes of errors use it for `instanceof`: two copies of this library may run side by side, as when a plug-in was
 * installed with its own, and an error of the one is to be known by the other.
 */
export function isNamed(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && 'message' in value && (value as { name?: unknown }).name === name;
}
