import { rmSync } from "node:fs";
import path from "node:path";
import { firstLine } from "./run.js";

interface Attempt {
  readonly site: string;
  readonly articles: readonly string[];
  /** The file extension of an article. */
  extension(article: string): string;
  build(): { readonly status: number | null; readonly stdout: string; readonly stderr: string };
  /** Finds the names of the articles that ended the build: its first group. With the flag `g`. */
  readonly error: RegExp;
}

/** Builds a site, and again without the articles that ended the build, until it is built. */
export function buildWithout({ site, articles, extension, build, error }: Attempt): Record<string, { failed: string }> {
  const failed: Record<string, { failed: string }> = {};
  for (;;) {
    const { status, stdout, stderr } = build();
    if (status === 0) return failed;
    const output = (stdout + stderr).replace(/\u001b\[[\d;]*m/g, "");
    const before = Object.keys(failed).length;
    for (const { 1: name = "", index } of output.matchAll(error)) {
      if (failed[name] || !articles.includes(name)) continue;
      // The reason is before or after the name of the file.
      failed[name] = { failed: firstLine(output.slice(Math.max(0, index - 300), index + 300), site) };
      rmSync(path.join(site, "articles", name + extension(name)));
    }
    if (Object.keys(failed).length === before) throw new Error(output);
  }
}
