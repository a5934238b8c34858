// Hands a text to the browser as a file to keep.

/** @param type its media type; the text is UTF-8. */
export function saveFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = Object.assign(document.createElement('a'), { href: address, download: name });
  link.click();
  // The browser reads the blob once it has asked where to put it.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
