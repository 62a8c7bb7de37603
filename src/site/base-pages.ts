/** The page on which a browser resolves the relative URLs of an article. */
import type { Route, Unknown } from "../generators/routes/types.js";
import { urlOfOutput } from "./address.js";
import type { Target } from "./model.js";

export interface BasePages {
  /** Paths of the page. There are several if the address depends on the computer that builds the site. */
  readonly pages: readonly string[];
  /** Why the page is not known, if there is not one. */
  readonly reason: Unknown;
}

/** @param base the base path of the site. */
export function basePages(route: Route | undefined, base: string): BasePages {
  const reason: Unknown = route?.state === "unknown" ? route.reason : { why: "file", detail: "" };
  if (route?.state === "page") return { pages: [base + route.url.slice(1)], reason };
  const outputs = route?.state === "unknown" ? (route.among ?? []) : [route?.output];
  return { pages: outputs.flatMap((output) => (output === undefined ? [] : [urlOfOutput(output, base)])), reason };
}

/**
 * What a relative URL leads to: from one day's address of a post, `../../../about/` leads to the same page as from the next day's,
 * and an image that does not exist is on neither.
 */
export function agreed(pages: readonly string[], resolve: (page: string) => Target, reason: Unknown): Target {
  const [first, ...others] = pages;
  if (first === undefined) return { state: "unknown", reason };
  const target = resolve(first);
  return others.every((page) => isSame(resolve(page), target)) ? target : { state: "unknown", reason };
}

function isSame(one: Target, other: Target): boolean {
  if (one.state === "missing" && other.state === "missing") return one.because?.kind === other.because?.kind;
  if (one.state === "file" && other.state === "file") return one.file === other.file;
  if (one.state === "page" && other.state === "page") return one.output === other.output;
  return one.state === "unknown" && other.state === "unknown";
}
