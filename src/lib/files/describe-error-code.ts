const DESCRIPTIONS: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOENT: 'no such file or folder',
  ENOTDIR: 'part of the path is not a folder',
  EISDIR: 'it is a directory',
  ELOOP: 'the symbolic links form a loop',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your quota on this disk is exhausted',
  EIO: 'the disk reported an error',
  EXDEV: 'it is on another file system',
  EBUSY: 'another program is using it',
  EMFILE: 'too many files are open',
  ENFILE: 'too many files are open',
  ENAMETOOLONG: 'the name is too long',
};

/** `permission denied` for `EACCES`; the code itself if it is unknown. */
export function describeErrorCode(code: string): string {
  return DESCRIPTIONS[code] ?? code;
}
