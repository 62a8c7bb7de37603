/** Ctrl-C and SIGTERM during a run. */
import { setImmediate } from "node:timers/promises";
import type { ExitCode } from "./exit-codes.js";

export interface Interruption {
  readonly signal: AbortSignal;
  /** `undefined` if no signal came. */
  exitCode(): ExitCode | undefined;
  /**
   * Until the returned function is called, a signal ends the process at once, as the system does it: JavaScript that does
   * not pause could not handle it.
   */
  pause(): Promise<() => void>;
  end(): void;
}

/** Milliseconds after SIGTERM in which a run has to end with its report. */
const patience = 900;

/**
 * The first signal ends the run with the report so far. A second one ends the process at once, and so does SIGTERM if
 * the run takes too long to end.
 */
export function catchSignals(): Interruption {
  const controller = new AbortController();
  let code: ExitCode | undefined;
  let pauses = 0;
  let isOver = false;
  const onSignal = (name: NodeJS.Signals): void => {
    const exitCode = name === "SIGINT" ? 130 : 143;
    code = exitCode;
    end();
    if (name === "SIGTERM") setTimeout(() => process.exit(exitCode), patience).unref();
    controller.abort();
  };
  const listen = (): void => {
    process.on("SIGINT", onSignal);
    process.on("SIGTERM", onSignal);
  };
  const ignore = (): void => {
    process.off("SIGINT", onSignal);
    process.off("SIGTERM", onSignal);
  };
  const end = (): void => {
    isOver = true;
    ignore();
  };
  listen();
  return {
    signal: controller.signal,
    exitCode: () => code,
    async pause() {
      // A signal that has come before is handled now.
      await setImmediate();
      if (pauses++ === 0) ignore();
      let isPaused = true;
      return () => {
        if (!isPaused) return;
        isPaused = false;
        if (--pauses === 0 && !isOver) listen();
      };
    },
    end,
  };
}
