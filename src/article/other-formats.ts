/** Articles of which the generator makes no page of HTML: those that become another file, such as a feed, and those that become none. */
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
  return key !== undefined && isOther(data[key]);
}

const isOther = (address: unknown): boolean => typeof address === "string" && other.test(address.trim());

/** Whether the article is no page of HTML. Without a known generator, what some generator says of it counts. */
export function hasNoPage(
  data: Readonly<Record<string, unknown>>,
  generator: Pick<SiteGenerator, "name"> | undefined,
): boolean {
  const name = generator?.name;
  if (name === undefined) return Object.values(keys).some((key) => isOther(data[key])) || isNotRendered(data);
  return writesOtherFormat(data, generator) || (name === "Hugo" && isNotRendered(data));
}

/** `build: { render: link }`, with which Hugo makes no page: https://gohugo.io/content-management/build-options/ */
const isNotRendered = (data: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(data).some(
    ([key, value]) =>
      /^_?build$/i.test(key) &&
      typeof value === "object" &&
      Object.entries(value ?? {}).some(
        ([option, chosen]) => /^render$/i.test(option) && (chosen === false || chosen === "never" || chosen === "link"),
      ),
  );
