/** The store cannot be opened or used; the message says what to do about it. */
export class StorageError extends Error {
  override name = 'StorageError';
}
