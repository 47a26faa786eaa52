/** In hex. Takes node:crypto, which loads for 3 ms, only when something is hashed. */
export function sha256(text: string): string {
  return process.getBuiltinModule('node:crypto').createHash('sha256').update(text).digest('hex');
}
