/** Runs with only one internal rule, which reads every article. */
import { rules } from "../../rules/index.js";
import type { FileResult, RunEnd } from "../results.js";
import type { AnyRule } from "../rule.js";
import type { RunRequest } from "../run/request.js";
import { run } from "../run/run.js";
import { startProgress } from "./progress.js";

/** Uses the configuration of the articles, except for its rules. */
export async function collect(
  rule: AnyRule,
  request: Omit<RunRequest, "cwd" | "registry" | "rules" | "onProgress">,
  each: (file: FileResult) => void = () => {},
): Promise<RunEnd> {
  const progress = startProgress(process.stderr);
  const off = Object.fromEntries(rules.map(({ name }) => [name, "off" as const]));
  const stream = run({
    ...request,
    cwd: process.cwd(),
    registry: [...rules, rule],
    rules: { ...off, [rule.name]: "error" },
    onProgress: progress.show,
  });
  for (;;) {
    const next = await stream.next();
    if (!next.done) each(next.value);
    else {
      progress.clear();
      return next.value;
    }
  }
}
