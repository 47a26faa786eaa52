/** Something of Cloudflare's AI Gateway that we know of, and whether the sandbox has it. */
export interface Row {
  /** As it stands on the wire: a path, a header, a code. */
  name: string;
  what: string;
  has: 'yes' | 'partly' | 'no';
  /** What differs, or how to get it. */
  note?: string;
}
