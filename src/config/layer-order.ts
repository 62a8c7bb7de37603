/** The order of the layers of configuration files that extend each other. */
import type { ConfigSource } from "./file.js";
import type { FileLimits } from "./trust.js";

export interface PresetLayer {
  readonly preset: string;
  readonly place: string;
}

export type LimitedSource = ConfigSource & { readonly limits: FileLimits | undefined };
/** A layer before validation: the rules are known only after all files are read. */
export type PendingLayer = PresetLayer | LimitedSource;

export interface CollectedFile {
  readonly source: LimitedSource;
  /** What it extends, in the order of the file. Files by their paths. */
  readonly bases: readonly (string | PresetLayer)[];
  readonly startsFromRecommended: boolean;
}

/**
 * The layers, weakest first. A file that several files extend is one layer, at its strongest place: weaker ones would have
 * no effect, and there could be exponentially many.
 */
export function inOrder(file: string, files: ReadonlyMap<string, CollectedFile>): PendingLayer[] {
  const strongestFirst: PendingLayer[] = [];
  const seen = new Set<string>();
  const stack: (string | PresetLayer)[] = [file];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (typeof next !== "string") {
      strongestFirst.push(next);
      continue;
    }
    const collected = files.get(next);
    if (!collected || seen.has(next)) continue;
    seen.add(next);
    strongestFirst.push(collected.source);
    stack.push(...collected.bases);
  }
  return strongestFirst.reverse();
}
