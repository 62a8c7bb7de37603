/**
 * Preloaded into the program (`NODE_OPTIONS=--require`) and its workers: a machine on which everything takes far too long.
 * Between two looks at the clock pass 700 milliseconds, and whatever waits for a time has waited long enough.
 */
let late = 0;
const later = (clock) => () => {
  late += 700;
  return clock() + late;
};
performance.now = later(performance.now.bind(performance));
Date.now = later(Date.now);

const { setTimeout } = globalThis;
const atOnce = (callback, _milliseconds, ...values) => setTimeout(callback, 0, ...values);
globalThis.setTimeout = Object.assign(atOnce, setTimeout);
require("node:timers").setTimeout = globalThis.setTimeout;
