// What can go wrong with a file and what a person can do about it: such messages are shown without a stack.

/** The arguments or the files make no sense together; the message says what to do. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** A row cannot be read; the message says which and why. */
export class BadRowError extends Error {
  override name = 'BadRowError';
}

/** A file cannot be read or written; what was written before is kept. */
export class FileError extends Error {
  override name = 'FileError';
}

/** A person or the system ends the run. */
export class InterruptedError extends Error {
  override name = 'InterruptedError';
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EACCES: 'it may not be used by this user',
  EPERM: 'it may not be used by this user',
  EISDIR: 'it is a folder',
  ENOTDIR: 'its folder is a file',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'the file may grow no larger here',
  EIO: 'the disk does not answer',
};

/** Why a call of the file system failed, in words where the code has some. */
export function causeOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return CAUSES[code] ?? message;
}
