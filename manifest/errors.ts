/** The package cannot be made; the message says what to change. */
export class PackageError extends Error {
  override name = 'PackageError';
}
