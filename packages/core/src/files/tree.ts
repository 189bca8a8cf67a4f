/** Compares by code points, independently of the machine's language. */
export function byCodePoint(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether a path has a part that is hidden or left behind by a system (`.DS_Store`, `__MACOSX/`). */
export function isHidden(name: string): boolean {
  return name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX');
}

/**
 * Classes of a tree of files: the top-level folders, sorted by code point; none if all files lie at the top.
 *
 * @param names paths relative to the tree's root, with forward slashes
 * @param where the tree, as messages name it
 * @param what the files, as messages name them, such as `pictures`
 * @throws Error if some files are in folders and others beside them, which would have no class
 */
export function classifyByFolder(names: readonly string[], where: string, what: string): { entries: { name: string; label?: number }[]; classes: string[] } {
  const sorted = [...names].sort(byCodePoint);
  const loose = sorted.find((name) => !name.includes('/'));
  if (loose !== undefined && sorted.some((name) => name.includes('/'))) {
    throw new Error(`${where} has ${what} in class folders, but '${loose}' beside them: move it into a class folder, or read with labels 'none'`);
  }
  const folderOf = (name: string) => name.slice(0, name.indexOf('/'));
  const classes = loose === undefined ? [...new Set(sorted.map(folderOf))].sort(byCodePoint) : [];
  const indices = new Map(classes.map((name, index) => [name, index]));
  return { entries: sorted.map((name) => ({ name, ...(classes.length > 0 && { label: indices.get(folderOf(name)) }) })), classes };
}

/** The folder in which an archive wraps everything (`emoji/…` in `emoji.zip`), with its slash, if there is a single folder that contains folders; otherwise empty. */
export function wrappingFolder(names: readonly string[]): string {
  const top = names[0].slice(0, names[0].indexOf('/') + 1);
  return top !== '' && names.every((name) => name.startsWith(top) && name.slice(top.length).includes('/')) ? top : '';
}
