/** Pauses in work of the main thread, in which it handles signals and responses of servers. */
import { setImmediate } from "node:timers/promises";

/** Milliseconds of work after which there is a pause. */
const longestTurn = 10;

/** Returns a function to await between pieces of work: there is a pause if the last one was long ago. */
export function turns(): () => Promise<void> {
  let start = performance.now();
  return async () => {
    if (performance.now() - start <= longestTurn) return;
    await setImmediate();
    start = performance.now();
  };
}
