/** What the configuration of Eleventy calls, and which plugins may make pages. */
import { isRecord } from "../../platform/is-record.js";
import type { Settings } from "../types.js";
import { tidyPath } from "./shared.js";
import type { Gap, SiteFiles } from "./types.js";

/** A call on the object of the configuration; see `javascript.ts`. */
export interface ConfigCall {
  readonly name: string;
  /** Literal values; `undefined` for others. */
  readonly args: readonly unknown[];
  /** The names of arguments that are variables. */
  readonly names: readonly (string | undefined)[];
  /** The modules that these names are imported from. */
  readonly modules: readonly (string | undefined)[];
}

export const configCalls = ({ calls }: Settings): readonly ConfigCall[] =>
  Array.isArray(calls) ? calls.filter((call): call is ConfigCall => isRecord(call)) : [];

/** The folders of a site, relative to its root: empty, or, but for `output`, with a slash at the end. */
export interface EleventyFolders {
  readonly input: string;
  readonly output: string;
  readonly includes: string;
  /** By default, that of the includes. */
  readonly layouts: string;
  readonly data: string;
}

/** https://www.11ty.dev/docs/config/#configuration-options */
export function eleventyFolders(settings: Settings): EleventyFolders {
  const dir = isRecord(settings.dir) ? settings.dir : {};
  const calls = configCalls(settings);
  const pick = (key: string, call: string): string | undefined => {
    const value = calls.findLast(({ name }) => name === call)?.args[0] ?? dir[key];
    return typeof value === "string" ? value : undefined;
  };
  const input = tidyPath(`${pick("input", "setInputDirectory") ?? "."}/`);
  const inInput = (path: string): string => tidyPath(`${input}${path}/`);
  const includes = inInput(pick("includes", "setIncludesDirectory") ?? "_includes");
  const layouts = pick("layouts", "setLayoutsDirectory");
  return {
    input,
    output: tidyPath(pick("output", "setOutputDirectory") ?? "_site"),
    includes,
    layouts: layouts === undefined ? includes : inInput(layouts),
    data: inInput(pick("data", "setDataDirectory") ?? "_data"),
  };
}

/** Packages that make no pages. */
const harmless =
  /^@11ty\/(?:eleventy-navigation|eleventy(?:-plugin-(?:syntaxhighlight|navigation|bundle|webc|vite|inclusive-language|directory-output))?|is-land)$|^eleventy-plugin-(?:toc|reading-time|time-to-read|shiki|mathjax|code-clipboard|external-links|lazyimages|svg-sprite|markdown.*)$/;

/** The output path of a feed: https://www.11ty.dev/docs/plugins/rss/#virtual-template */
const feedPath = (options: unknown): string | undefined =>
  isRecord(options) && typeof options.outputPath === "string" ? tidyPath(options.outputPath) : undefined;

/** The feeds whose path is a literal value. */
export const feedsOf = (calls: readonly ConfigCall[]): string[] =>
  calls.flatMap(({ name, names, args }) =>
    name === "addPlugin" && names[0] === "feedPlugin" ? (feedPath(args[1]) ?? []) : [],
  );

export function pluginGaps(settings: Settings, calls: readonly ConfigCall[], files: SiteFiles): Gap[] {
  const gaps: Gap[] = [];
  const config = [
    ".eleventy.js",
    "eleventy.config.js",
    "eleventy.config.mjs",
    "eleventy.config.cjs",
    "eleventy.config.ts",
  ];
  if (!Array.isArray(settings.calls)) {
    const file = config.find((name) => files.exists(name));
    if (file !== undefined) gaps.push({ reason: { why: "setting", detail: file } });
  }
  for (const { name, names, modules, args } of calls) {
    if (name === "addTemplate") gaps.push({ reason: { why: "template", detail: name }, only: "pages" });
    if (name === "addPassthroughCopy" && args[0] === undefined)
      gaps.push({ reason: { why: "setting", detail: name }, only: "files" });
    if (name === "addUrlTransform" || name === "addExtension")
      gaps.push({ reason: { why: "plugin", detail: name }, only: "pages" });
    if (name !== "addPlugin") continue;
    const from = modules[0];
    const plugin = names[0] ?? "";
    // https://www.11ty.dev/docs/plugins/image/#options
    if (/^eleventyImage/.test(plugin))
      gaps.push({ reason: { why: "plugin", detail: plugin }, only: "images", prefix: "img/" });
    else if (plugin === "feedPlugin" && feedPath(args[1]) === undefined)
      gaps.push({ reason: { why: "plugin", detail: plugin }, only: "files" });
    else if (plugin === "feedPlugin") continue;
    else if (from?.startsWith(".")) {
      const text = files.text(from.replace(/^\.\//, "")) ?? files.text(`${from.replace(/^\.\//, "")}.js`);
      if (text === undefined || /addTemplate|addPassthroughCopy|addExtension|permalink|addPlugin/.test(text))
        gaps.push({ reason: { why: "plugin", detail: from } });
    } else if (from === undefined || !(harmless.test(from) || from === "@11ty/eleventy-plugin-rss"))
      gaps.push({ reason: { why: "plugin", detail: from ?? plugin } });
  }
  return gaps;
}
