/** Work of the main thread that may take long. */

/**
 * Does work that may take long while the system handles the signals: it ends the process at once.
 *
 * @param onLongWork gives the signals to the system, and returns the function that takes them back.
 */
export async function longWork<T>(
  isLong: boolean,
  onLongWork: (() => Promise<() => void>) | undefined,
  work: () => T | Promise<T>,
): Promise<T> {
  const ended = isLong ? await onLongWork?.() : undefined;
  try {
    return await work();
  } finally {
    ended?.();
  }
}
