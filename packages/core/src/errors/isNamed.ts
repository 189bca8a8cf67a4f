/**
 * Whether a value is an error with a name. Error classes use it for `instanceof`: two copies of this library may run side by side, for example if a plug-in was
 * installed with its own, and each must recognize the other's errors.
 */
export function isNamed(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && 'message' in value && (value as { name?: unknown }).name === name;
}
