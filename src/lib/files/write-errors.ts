/** The file is not what it was when the plan was made: somebody else changed it, and their change is kept. */
export class WriteConflict extends Error {
  override readonly name = 'WriteConflict';
  readonly path: string;

  constructor(path: string) {
    super('it was changed by somebody else in the meantime');
    this.path = path;
  }
}

/** The system would not let us; nothing is changed unless `notRestored` says so. */
export class WriteFailed extends Error {
  override readonly name = 'WriteFailed';
  readonly path: string;
  /** The system's: `EACCES`, `ENOSPC`, `EROFS`, ... */
  readonly code: string;
  /** Files that were replaced before the failure and could not be put back; their backups hold the old content. */
  notRestored: readonly string[] = [];

  constructor(path: string, code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.path = path;
    this.code = code;
  }
}
