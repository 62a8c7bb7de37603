/** What the configuration of Eleventy calls, and which plugins may make pages. */
import { isRecord } from "../../platform/is-record.js";
import type { Settings } from "../types.js";
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

/** Packages that make no pages. */
const harmless =
  /^@11ty\/(?:eleventy-navigation|eleventy(?:-plugin-(?:syntaxhighlight|navigation|bundle|webc|vite|inclusive-language|directory-output))?|is-land)$|^eleventy-plugin-(?:toc|reading-time|time-to-read|shiki|mathjax|code-clipboard|external-links|lazyimages|markdown.*)$/;

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
    if (/^eleventyImage/.test(plugin)) gaps.push({ reason: { why: "plugin", detail: plugin }, only: "files" });
    else if (plugin === "feedPlugin") gaps.push({ reason: { why: "plugin", detail: plugin }, only: "files" });
    else if (from?.startsWith(".")) {
      const text = files.text(from.replace(/^\.\//, "")) ?? files.text(`${from.replace(/^\.\//, "")}.js`);
      if (text === undefined || /addTemplate|addPassthroughCopy|addExtension|permalink|addPlugin/.test(text))
        gaps.push({ reason: { why: "plugin", detail: from } });
    } else if (from === undefined || !(harmless.test(from) || from === "@11ty/eleventy-plugin-rss"))
      gaps.push({ reason: { why: "plugin", detail: from ?? plugin } });
  }
  return gaps;
}
