/** Articles of which the generator writes no HTML, such as a feed. */
import type { SiteGenerator } from "./types.js";

/** https://www.11ty.dev/docs/permalinks/, https://jekyllrb.com/docs/permalinks/, https://gohugo.io/content-management/urls/#url */
const keys: Readonly<Partial<Record<SiteGenerator["name"] & string, string>>> = {
  Eleventy: "permalink",
  Hexo: "permalink",
  Hugo: "url",
  Jekyll: "permalink",
};

const other = /\.(?:atom|css|csv|geojson|ics|js|json|rss|svg|txt|webmanifest|xml|ya?ml)$/i;

/** Whether the page has the address of a file in another format: then its body is no HTML. */
export function writesOtherFormat(
  data: Readonly<Record<string, unknown>>,
  generator: Pick<SiteGenerator, "name"> | undefined,
): boolean {
  const key = generator?.name === undefined ? undefined : keys[generator.name];
  const address = key === undefined ? undefined : data[key];
  return typeof address === "string" && other.test(address.trim());
}
