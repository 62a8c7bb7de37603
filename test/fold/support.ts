/** Sites for the tests of folding, and runs that fold. */
import { rules } from "../../rules/index.js";
import type { FileResult, RunEnd } from "../../src/results.js";
import type { RunRequest } from "../../src/run/request.js";
import { run } from "../../src/run/run.js";
import type { Site } from "../support/site.js";

/** An article with as many of these faults as wanted. */
export const article = ({ blank = false, body = "<p>渡口的第一班船。</p>" }: { blank?: boolean; body?: string } = {}) =>
  `${blank ? "\n" : ""}---\ntitle: 渡口\n---\n\n${body}\n`;

/** Writes so many articles of a folder, of which the first `faulty` begin with a blank line. */
export async function folder(site: Site, name: string, count: number, faulty: number, body?: string): Promise<void> {
  for (let at = 0; at < count; at++)
    await site.write(
      `${name}/${String(at).padStart(2, "0")}.md`,
      article({ blank: at < faulty, ...(body !== undefined && { body }) }),
    );
}

export interface Outcome extends RunEnd {
  readonly files: readonly FileResult[];
  /** `path:line rule` of the violations that stand alone. */
  readonly single: readonly string[];
}

export async function foldedRun(site: Site, more: Partial<RunRequest> = {}): Promise<Outcome> {
  const stream = run({
    cwd: site.folder,
    paths: ["."],
    registry: rules,
    offline: true,
    cache: false,
    noConfig: true,
    fold: true,
    now: new Date("2026-01-01T00:00:00Z"),
    ...more,
  });
  const files: FileResult[] = [];
  for (;;) {
    const next = await stream.next();
    if (!next.done) files.push(next.value);
    else {
      const single = files.flatMap(({ path, violations }) =>
        violations.map(({ line, rule }) => `${path}:${line} ${rule}`),
      );
      return { ...next.value, files, single };
    }
  }
}
