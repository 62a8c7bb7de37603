/** What the configuration of stet states about addresses that stet cannot know: `site.permalink`, `generated` and `links`. */
import path from "node:path";
import { pathGlob } from "../patterns/glob.js";
import { extensionOf, folderOf, nameOf, textOf, tidyPath, withoutExtension } from "./routes/shared.js";
import type { FrontMatterData, Gap, Route, RouteIndex, RoutePlan, SiteFiles } from "./routes/types.js";
import type { GeneratorPlan } from "./types.js";

export interface StatedRoutes {
  /** Absolute path of the folder that the globs are relative to. */
  readonly folder: string;
  /** Patterns of addresses below the base path, by glob. The last glob that matches a file applies. */
  readonly permalinks: readonly (readonly [glob: string, pattern: string])[];
  /** Addresses below the base path; `*` at the end stands for any text. */
  readonly generated: readonly string[] | undefined;
  readonly links: "as-is" | "converted" | undefined;
}

/** The plan with what the configuration of stet states. What stet knows from the site itself stays. */
export function withStatedRoutes(plan: GeneratorPlan, stated: StatedRoutes): GeneratorPlan {
  const { root, routes } = plan;
  return root === undefined || !routes ? plan : { ...plan, routes: routesWith(routes, root, stated) };
}

function routesWith(routes: RoutePlan, root: string, stated: StatedRoutes): RoutePlan {
  const { links } = stated;
  return {
    ...routes,
    key: JSON.stringify([routes.key, stated]),
    ...(links && typeof routes.sourceLinks !== "string" && { sourceLinks: links }),
    async index(files, now) {
      const index = await routes.index(files, now);
      return {
        ...index,
        ...withPermalinks(index, files, root, stated),
        ...generatedIn(index, stated),
        ...linksIn(index, links),
      };
    },
  };
}

function withPermalinks(
  { articles, gaps }: RouteIndex,
  files: SiteFiles,
  root: string,
  { folder, permalinks }: StatedRoutes,
): Pick<RouteIndex, "articles" | "gaps"> {
  if (permalinks.length === 0) return { articles, gaps };
  const patterns = permalinks.map(([glob, pattern]) => ({
    matches: pathGlob(glob),
    below: literalFolder(glob),
    pattern,
  }));
  const routeOf = (file: string, route: Route): Route => {
    if (route.state !== "unknown" || route.reason.why === "front-matter") return route;
    const name = path.relative(folder, path.join(root, file)).replaceAll(path.sep, "/");
    const found = patterns.findLast(({ matches }) => matches(name));
    return found ? (statedRoute(found.pattern, name, found.below, files.frontMatter(file)) ?? route) : route;
  };
  const stated = articles.map(([file, route]) => [file, routeOf(file, route)] as const);
  const known = new Set(stated.flatMap(([file, { state }]) => (state === "page" ? [file] : [])));
  return { articles: stated, gaps: gaps.filter(({ of }) => of === undefined || !known.has(of)) };
}

/** The folder that all files of a glob are in: `content/posts/` for `content/posts/**`. */
const literalFolder = (glob: string): string => folderOf(/^[^*?[{(!\\]*/.exec(glob)?.[0] ?? "");

/** `undefined` if a part of the pattern has no value. */
function statedRoute(
  pattern: string,
  file: string,
  below: string,
  front: FrontMatterData | undefined,
): Route | undefined {
  const data = front?.data ?? {};
  const inside = withoutExtension(file.startsWith(below) ? file.slice(below.length) : file).replace(
    /(?:^|\/)_?index$/,
    "",
  );
  const name = nameOf(inside);
  const [, fileDate, plainName = name] = /^(\d{4}-\d{2}-\d{2})-(.+)$/.exec(name) ?? [];
  const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)/.exec(textOf(data.date) ?? fileDate ?? "") ?? [];
  const values: Readonly<Record<string, string | undefined>> = {
    path: inside,
    folder: folderOf(inside).replace(/\/$/, ""),
    name,
    slug: textOf(data.slug) ?? plainName,
    year,
    month: month?.padStart(2, "0"),
    day: day?.padStart(2, "0"),
  };
  let isKnown = true;
  const written = pattern.replace(/:([a-zA-Z_]\w*)/g, (_, key: string) => {
    const value = Object.hasOwn(values, key) ? values[key] : Object.hasOwn(data, key) ? textOf(data[key]) : undefined;
    isKnown &&= value !== undefined;
    return value ?? "";
  });
  if (!isKnown) return undefined;
  const url = `/${tidyPath(written)}`;
  const output = url.endsWith("/") ? `${url}index.html` : extensionOf(url) === "" ? `${url}.html` : url;
  return { state: "page", url, output: output.slice(1), aliases: [] };
}

/** Instead of what may exist: what the configuration says there is. */
function generatedIn(
  { generated }: RouteIndex,
  { generated: stated }: StatedRoutes,
): Partial<Pick<RouteIndex, "generated" | "gaps">> {
  if (!stated) return {};
  const gaps: Gap[] = [];
  const pages: [string, "other"][] = [];
  for (const address of stated) {
    const output = address.replace(/^\/+/, "");
    if (output.endsWith("*"))
      gaps.push({ prefix: output.replace(/(?<!\*)\*+$/, ""), reason: { why: "template", detail: address } });
    else pages.push([output === "" || output.endsWith("/") ? `${output}index.html` : output, "other"]);
  }
  return { generated: [...generated, ...pages], gaps };
}

/** The site says what becomes of its links, so no plugin is left that may write others. */
const linksIn = ({ sourceLinks }: RouteIndex, links: StatedRoutes["links"]): Partial<RouteIndex> =>
  links === undefined ? {} : { hooks: {}, ...(typeof sourceLinks === "object" && { sourceLinks: links }) };
