/**
 * A file's path in an archive as it would be unpacked: with forward slashes and without `./`.
 *
 * @returns undefined if it leads out of the archive: `/etc/passwd`, `../x`, `C:\x`
 */
export function archivedName(stored: string): string | undefined {
  // Programs on Windows may write backslashes; elsewhere a backslash can be part of a name that also contains slashes.
  const slashed = stored.includes('/') ? stored : stored.replaceAll('\\', '/');
  if (slashed.startsWith('/') || /^[a-z]:\//i.test(slashed) || slashed.includes('\0')) return undefined;
  const parts = slashed.split('/').filter((part) => part !== '' && part !== '.');
  return parts.length === 0 || parts.includes('..') ? undefined : parts.join('/');
}
