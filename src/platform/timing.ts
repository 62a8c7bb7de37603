/**
 * Where the time of a run goes, for `--timing`. One clock for each thread, since it is threads that spend time: state of
 * the module, so that every stage can reach it. Without `--timing` there is none, and measuring costs nothing.
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

export type Stage = "cache" | "read" | "parse" | "rules" | "requests" | "facts" | "site" | "report";

class Clock {
  readonly #spans = { stages: new Map<string, Span>(), rules: new Map<string, Span>() };

  add(kind: keyof Timing, name: string, ms: number, times = 1): void {
    const spans = this.#spans[kind];
    const before = spans.get(name) ?? { ms: 0, times: 0 };
    spans.set(name, { ms: before.ms + ms, times: before.times + times });
  }

  /** Adds another thread's time. */
  join(timing: Timing): void {
    for (const kind of ["stages", "rules"] as const)
      for (const [name, { ms, times }] of Object.entries(timing[kind])) this.add(kind, name, ms, times);
  }

  read(): Timing {
    return { stages: Object.fromEntries(this.#spans.stages), rules: Object.fromEntries(this.#spans.rules) };
  }
}

let clock: Clock | undefined;

/** From now on this thread's time is measured. */
export function startClock(): void {
  clock ??= new Clock();
}

/** `undefined` without `--timing`. */
export const clockOf = (): Clock | undefined => clock;

/** Does the work, and counts its time to a stage. */
export function timed<T>(stage: Stage, work: () => T): T {
  if (!clock) return work();
  const start = performance.now();
  try {
    return work();
  } finally {
    clock.add("stages", stage, performance.now() - start);
  }
}

/** The same for work that waits: what it waits for counts. */
export async function timedWait<T>(stage: Stage, work: () => Promise<T>): Promise<T> {
  if (!clock) return work();
  const start = performance.now();
  try {
    return await work();
  } finally {
    clock.add("stages", stage, performance.now() - start);
  }
}
