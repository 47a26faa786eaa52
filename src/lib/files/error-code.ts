/** The system's code of an error (`ENOENT`), or `UNKNOWN`. */
export function errorCode(error: unknown): string {
  // Not by class: Node's own errors are of another class inside a test runner's sandbox.
  const isCoded = typeof error === 'object' && error !== null && 'code' in error;
  return isCoded && typeof error.code === 'string' ? error.code : 'UNKNOWN';
}
