/** The address cannot be listened on. The message says what to do. */
export class ListenError extends Error {
  override name = 'ListenError';
}
