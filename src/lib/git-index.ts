/** git's index, in which it lists the files that it tracks. Source: gitformat-index(5). */

const SIGNATURE = 'DIRC';
const HEADER_BYTES = 12;
/** The times, IDs, mode and size of a file, before its hash. */
const STAT_BYTES = 40;
const HASH_BYTES = { sha1: 20, sha256: 32 };
const EXTENDED = 0x4000;
const MODE_OFFSET = 24;
const MODE_FOLDER = 0o040000;

export interface IndexReading {
  /** Whether the index lists the path. */
  lists: boolean;
  /** Hash of the index file that holds the rest of the entries, in hex, if this one is split. */
  shared?: string;
}

/** `path` is relative to the work tree, with slashes. undefined if the bytes are not an index of version 2, 3 or 4. */
export function readGitIndex(
  bytes: Buffer,
  path: string,
  hash: keyof typeof HASH_BYTES = 'sha1',
): IndexReading | undefined {
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 4) !== SIGNATURE) return undefined;
  const version = bytes.readUInt32BE(4);
  if (version < 2 || version > 4) return undefined;
  try {
    return readEntries(bytes, version, Buffer.from(path).toString('latin1'), HASH_BYTES[hash]);
  } catch {
    // A read beyond the end: it is cut off.
    return undefined;
  }
}

function readEntries(bytes: Buffer, version: number, wanted: string, hashBytes: number): IndexReading {
  const count = bytes.readUInt32BE(8);
  let at = HEADER_BYTES;
  let name = '';
  let lists = false;
  for (let entry = 0; entry < count; entry++) {
    const start = at;
    const mode = bytes.readUInt32BE(start + MODE_OFFSET);
    at += STAT_BYTES + hashBytes;
    at += (bytes.readUInt16BE(at) & EXTENDED) === 0 || version === 2 ? 2 : 4;
    let kept = '';
    if (version === 4) {
      const stripped = readVariableInteger(bytes, at);
      kept = name.slice(0, Math.max(name.length - stripped.value, 0));
      at = stripped.end;
    }
    const end = bytes.indexOf(0, at);
    if (end === -1) throw new RangeError('a name without an end');
    name = kept + bytes.toString('latin1', at, end);
    // In version 2 and 3, one to eight zero bytes make the length of an entry a multiple of eight.
    at = version === 4 ? end + 1 : start + (Math.floor((end - start) / 8) + 1) * 8;
    // A sparse index has an entry for a whole folder that is not checked out.
    const isFolder = mode === MODE_FOLDER;
    if (!isFolder && name === wanted) lists = true;
  }
  return { lists, shared: lists ? undefined : readSharedHash(bytes, at, hashBytes) };
}

/** The extension `link`: this index has only what differs from a shared one. */
function readSharedHash(bytes: Buffer, from: number, hashBytes: number): string | undefined {
  for (let at = from; at + 8 + hashBytes <= bytes.length; ) {
    const extension = bytes.toString('latin1', at, at + 4);
    if (extension === 'link') return bytes.toString('hex', at + 8, at + 8 + hashBytes);
    at += 8 + bytes.readUInt32BE(at + 4);
  }
  return undefined;
}

/** As in offsets of pack files: seven bits a byte, the highest first, each continuation adding one. */
function readVariableInteger(bytes: Buffer, from: number): { value: number; end: number } {
  let at = from;
  let byte = bytes.readUInt8(at++);
  let value = byte & 0x7f;
  while (byte & 0x80) {
    byte = bytes.readUInt8(at++);
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, end: at };
}
