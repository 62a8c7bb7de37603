/**
 * Measures the time of a run for `--timing`. One clock per thread, as module state, so that every stage can access it.
 * Without `--timing` there is no clock and no cost.
 */
export interface Span {
  readonly ms: number;
  readonly times: number;
}

/** Milliseconds of all threads together, by stage and by rule. */
export interface Timing {
  readonly stages: Readonly<Record<string, Span>>;
  readonly rules: Readonly<Record<string, Span>>;
}

export type Stage = "cache" | "read" | "parse" | "rules" | "proof" | "requests" | "facts" | "site" | "report";

class Clock {
  readonly #spans = { stages: new Map<string, Span>(), rules: new Map<string, Span>() };

  add(kind: keyof Timing, name: string, ms: number, times = 1): void {
    const spans = this.#spans[kind];
    const before = spans.get(name) ?? { ms: 0, times: 0 };
    spans.set(name, { ms: before.ms + ms, times: before.times + times });
  }

  /** Adds the time of another thread. */
  join(timing: Timing): void {
    for (const kind of ["stages", "rules"] as const)
      for (const [name, { ms, times }] of Object.entries(timing[kind])) this.add(kind, name, ms, times);
  }

  read(): Timing {
    return { stages: Object.fromEntries(this.#spans.stages), rules: Object.fromEntries(this.#spans.rules) };
  }
}

let clock: Clock | undefined;

/** Starts measuring in this thread. */
export function startClock(): void {
  clock ??= new Clock();
}

/** The clock of this thread; `undefined` without `--timing`. */
export const clockOf = (): Clock | undefined => clock;

/** Runs `work` and adds its time to a stage. */
export function timed<T>(stage: Stage, work: () => T): T {
  if (!clock) return work();
  const start = performance.now();
  try {
    return work();
  } finally {
    clock.add("stages", stage, performance.now() - start);
  }
}

/** `timed` for asynchronous work. Waiting time is included. */
export async function timedWait<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
  if (!clock) return work();
  const start = performance.now();
  try {
    return await work();
  } finally {
    clock.add("stages", stage, performance.now() - start);
  }
}
