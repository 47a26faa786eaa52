/** Ctrl-C as a signal to end well: for commands that have begun a document, or would go on for ever. Twice ends at once. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  process.removeAllListeners('SIGINT');
  process.once('SIGINT', () => {
    process.once('SIGINT', () => process.exit(130));
    controller.abort();
  });
  return controller.signal;
}
