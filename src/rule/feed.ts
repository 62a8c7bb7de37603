/** The feed that an article comes from. */
import type { Article } from "../article/types.js";

/**
 * The categories of the front matter as a path, such as `news/weather/today`: crawlers write where an article comes from in
 * this way. `undefined` if there are none, or if they are not one path.
 */
export function feedOf({ frontMatter }: Article): string | undefined {
  const value = frontMatter?.data?.categories;
  // A hyphen too many makes a list of one name (front-matter/nested-categories); the feed is the same.
  const steps = (Array.isArray(value) ? value : [value])
    .map((step) => (Array.isArray(step) && step.length === 1 ? step[0] : step))
    .map((step) => (typeof step === "string" || typeof step === "number" ? String(step).trim() : ""));
  return steps.length > 0 && steps.every((step) => step !== "") ? steps.join("/") : undefined;
}
