/** An element of the page by its id. */
export const element = <Found extends HTMLElement = HTMLElement>(id: string): Found => document.getElementById(id) as Found;

/** Saves a file in the downloads folder. */
export function download({ name, type, content }: { name: string; type: string; content: Uint8Array | string }): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content as BlobPart], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
