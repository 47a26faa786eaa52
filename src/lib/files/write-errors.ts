/** A file that was replaced before the failure and could not be restored, with the backup that has the old content. */
export interface NotRestored {
  path: string;
  backup?: string;
}

/** Another program changed the file after the plan was made. Its change is kept, and no file has changed, except those in
 * `notRestored`. */
export class WriteConflict extends Error {
  override readonly name = 'WriteConflict';
  readonly path: string;
  notRestored: readonly NotRestored[] = [];

  constructor(path: string) {
    super('another program changed it in the meantime');
    this.path = path;
  }
}

/** The system refused the write. No file has changed, except those in `notRestored`. */
export class WriteFailed extends Error {
  override readonly name = 'WriteFailed';
  readonly path: string;
  /** System error code: `EACCES`, `ENOSPC`, `EROFS`, ... */
  readonly code: string;
  notRestored: readonly NotRestored[] = [];

  constructor(path: string, code: string, message: string, cause?: unknown) {
    super(message, { cause });
    this.path = path;
    this.code = code;
  }
}
