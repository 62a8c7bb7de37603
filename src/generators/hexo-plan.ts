/**
 * Which articles Hexo does not publish, and from which keys it makes their URLs. All of it is what Hexo 5.4 and 7 do:
 * `hexo/lib/plugins/processor/post.js` and `hexo/lib/plugins/filter/post_permalink.js`.
 */
import path from "node:path";
import type { Unpublished } from "../article/types.js";
import { guarded, pathGlob, UnsafePattern } from "../patterns/glob.js";
import { t } from "../platform/i18n.js";
import { hexo } from "./hexo.js";
import { isSameForHexo } from "./hexo-dates.js";
import { markdownReader } from "./markdown.js";
import { addressKey, addressKeys, postOf } from "./posts.js";
import type { AddressKey, GeneratorPlan, Settings, Site } from "./types.js";

export interface HexoSite {
  /** Absolute path. */
  readonly root?: string;
  /** Absolute path of the source folder. */
  readonly source: string;
  /** The content of `_config.yml`. */
  readonly settings: Settings;
  readonly version?: string | undefined;
  readonly dependencies?: Site["dependencies"];
}

/** @param site `undefined` if only the schema says that the site is made with Hexo. */
export function hexoPlan(site?: HexoSite): Omit<GeneratorPlan, "leftOut"> {
  const { source_dir, permalink, skip_render, ignore, include, exclude, abbrlink, timezone } = site?.settings ?? {};
  const skipped = globsOf("skip_render", skip_render);
  const ignored = globsOf("ignore", ignore);
  const included = globsOf("include", include);
  // A glob that begins with a folder surely means what is in it.
  const excluded = globsOf("exclude", exclude).filter(({ glob }) => !/^[\w-]+\//.test(glob));
  const address = typeof permalink === "string" ? permalink : ":year/:month/:day/:title/";
  const parts = [...address.matchAll(/:(\w+)/g)].map(([, part = ""]) => part);
  // Hexo 6 is the first with js-yaml 4: https://github.com/hexojs/hexo-front-matter/releases/tag/v3.0.0
  const yaml = /^\D{0,2}[1-5](?:\.|$)/.test(site?.version ?? "") ? "js-yaml-3" : hexo.frontMatter?.yaml;
  const reader = hexo.frontMatter?.reader(site?.settings ?? {});
  const isSame = reader && isSameForHexo(reader);
  const isForced = typeof abbrlink === "object" && abbrlink !== null && "force" in abbrlink && abbrlink.force === true;
  return {
    id: "hexo",
    name: "Hexo",
    root: site?.root,
    yaml,
    reader,
    key: JSON.stringify([
      "Hexo",
      site !== undefined,
      source_dir,
      skip_render,
      ignore,
      include,
      exclude,
      address,
      isForced,
      timezone,
    ]),
    readsWholeElements: false,
    markdown: markdownReader(hexo, site),
    unpublished(file) {
      const byIgnore = () => matchOf("ignore", ignored, file.replaceAll(path.sep, "/"));
      const post = postOf(file, site?.source);
      if (post !== undefined)
        return hiddenName(post.split("/")) ?? byIgnore() ?? matchOf("skip_render", skipped, `_posts/${post}`);
      const page = pageOf(file, site?.source);
      if (page === undefined) return undefined;
      const byName = included.some(({ matches }) => matches(page)) ? undefined : hiddenName(page.split("/").slice(-1));
      return byIgnore() ?? matchOf("exclude", excluded, page) ?? byName;
    },
    reads: (lead) => hexo.frontMatter?.reads(lead),
    // Without the settings, the URLs are not known.
    addressKeys: (file, data) =>
      site && postOf(file, site.source) !== undefined
        ? addressKeys(parts, data, (part) => keysOf(part, data, isForced, isSame))
        : [],
  };
}

/** The path of a page in the source folder. Folders such as `_drafts` and `_data` are not for pages. */
function pageOf(file: string, source: string | undefined): string | undefined {
  if (source === undefined) return undefined;
  const page = path.relative(source, file).replaceAll(path.sep, "/");
  return path.isAbsolute(page) || /(?:^|\/)[_.][^/]*\//.test(page) ? undefined : page;
}

function hiddenName(parts: readonly string[]): Unpublished | undefined {
  const hidden = parts.find((part) => /^[_.]/.test(part));
  if (hidden !== undefined) return { because: "name", name: hidden, character: hidden[0] ?? "", at: "start" };
  const name = parts.at(-1) ?? "";
  return /[%~]$/.test(name) ? { because: "name", name, character: name.slice(-1), at: "end" } : undefined;
}

function matchOf(setting: string, globs: readonly Glob[], file: string): Unpublished | undefined {
  const found = globs.find(({ matches }) => matches(file));
  return found && { because: "setting", setting, glob: found.glob };
}

export interface Glob {
  readonly glob: string;
  matches(file: string): boolean;
}

/** Hexo compares with micromatch, which uses picomatch in the same way. */
export const globsOf = (key: string, setting: unknown): Glob[] =>
  [setting].flat().flatMap((glob) => {
    if (typeof glob !== "string" || glob === "") return [];
    const place = `_config.yml: ${key}`;
    const isMatch = guarded(place, () => hexoGlob(glob));
    return [{ glob, matches: (file: string) => guarded(place, () => isMatch(file)) }];
  });

/** Hexo takes a glob that is not valid for one that matches its own text only. */
function hexoGlob(glob: string): (file: string) => boolean {
  try {
    return pathGlob(glob);
  } catch (error) {
    if (error instanceof UnsafePattern && error.reason === "syntax") return (file) => file === glob;
    throw error;
  }
}

const dateParts = new Set(["year", "month", "day", "hour", "minute", "second", "i_month", "i_day"]);

function keysOf(
  part: string,
  data: Readonly<Record<string, unknown>>,
  isForced: boolean,
  isSame: AddressKey["isSame"],
): AddressKey[] {
  // Hexo makes these from the file name.
  if (part === "title" || part === "name" || part === "id") return [];
  if (dateParts.has(part) || part === "hash") return [addressKey("date", isSame)];
  if (part === "post_title") return [addressKey("title")];
  if (part === "category") return ["categories", "category"].map((key) => addressKey(key));
  const other = addressKey(part);
  if (part !== "abbrlink" || (data.abbrlink && !isForced)) return [other];
  // hexo-abbrlink computes a missing key from the title, and nothing else.
  const computed = t("generator.abbrlink", 'hexo-abbrlink computes it from "title"');
  return [other, { key: "title", reason: computed }];
}
