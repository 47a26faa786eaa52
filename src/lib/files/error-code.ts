/** The system error code, such as `ENOENT`; `UNKNOWN` if the error has none. */
export function errorCode(error: unknown): string {
  // Not instanceof: inside a test runner's sandbox, Node's own errors have a different class.
  const isCoded = typeof error === 'object' && error !== null && 'code' in error;
  return isCoded && typeof error.code === 'string' ? error.code : 'UNKNOWN';
}
