/** The pages that a dynamic route of Astro makes of a collection, if its source states it in the usual words. */
import { type AstroOutput, astroPage } from "./astro-page.js";
import { githubSlug } from "./github-slug.js";
import { folderPath, joined } from "./static-settings.js";
import type { Route, SiteFiles } from "./types.js";

interface CollectionPages {
  /** `tours/` of `tours/[...slug]`. */
  readonly prefix: string;
  readonly collection: string;
  /** The entries are filtered, such as by `draft`. */
  readonly isFiltered: boolean;
}

/**
 * @param route `tours/[...slug]`.
 * @param text the source of the page.
 */
export function collectionPages(route: string, text: string): CollectionPages | undefined {
  const [, prefix, rest, parameter = ""] = /^([^[\]]*)\[(\.\.\.)?(\w+)\]$/.exec(route) ?? [];
  if (prefix === undefined) return undefined;
  const calls = [...text.matchAll(/\bgetCollection\(\s*["'`]([\w-]+)["'`]\s*(,|\))/g)];
  const [call] = calls;
  const parameters = [...text.matchAll(/\bparams\s*:\s*\{\s*(\w+)\s*(?::\s*\w+\.(\w+)\s*)?(?:,\s*)?\}/g)];
  const [made] = parameters;
  if (calls.length !== 1 || parameters.length !== 1 || made?.[1] !== parameter) return undefined;
  if (made[2] !== "id" && made[2] !== "slug") return undefined;
  if (/\bpaginate\s*\(/.test(text) || (rest === undefined && made[2] === undefined)) return undefined;
  return { prefix, collection: call?.[1] ?? "", isFiltered: call?.[2] === "," || /\.filter\(/.test(text) };
}

interface CollectionFolder {
  readonly folder: string;
  /** `undefined`: the ids are made by a function. */
  readonly ids: "standard" | undefined;
}

/** The folder of the entries of a collection; `undefined` if they come from elsewhere. */
export function folderOfCollection(name: string, files: SiteFiles, source: string): CollectionFolder | undefined {
  const names = [
    "content.config.ts",
    "content.config.mjs",
    "content.config.js",
    "content/config.ts",
    "content/config.mjs",
    "content/config.js",
  ];
  const text = names.map((one) => files.text(joined(source, one))).find((one) => one !== undefined);
  const standard: CollectionFolder = { folder: joined(source, `content/${name}`), ids: "standard" };
  if (text === undefined) return standard;
  const stated = new RegExp(
    `["'\`]?\\b${name.replaceAll("-", "\\-")}["'\`]?\\s*[:=]\\s*(?:defineCollection\\(([\\s\\S]{0,800}))?`,
  ).exec(text);
  const own = stated?.[1]?.split(/defineCollection\(/, 1)[0] ?? "";
  if (stated && stated[1] === undefined) return undefined;
  if (!/\bloader\b/.test(own) || /\bdocsLoader\(/.test(own)) return standard;
  const base = /\bglob\(\s*\{[\s\S]{0,300}?\bbase\s*:\s*["'`]([^"'`$]+)["'`]/.exec(own)?.[1];
  if (base === undefined) return undefined;
  return { folder: folderPath(base), ids: /generateId/.test(own) ? undefined : "standard" };
}

/** `undefined`: stet does not know the entries. */
export function entryRoutes(
  { prefix, collection, isFiltered }: CollectionPages,
  files: SiteFiles,
  source: string,
  how: AstroOutput,
): [string, Route][] | undefined {
  const found = folderOfCollection(collection, files, source);
  if (found?.ids === undefined) return undefined;
  return entriesIn(found.folder, files).map(({ file, id, data }): [string, Route] => {
    const route = astroPage(`${prefix}${id}`.replace(/\/$/, ""), how);
    if (!isFiltered) return [file, route];
    const isDraft = data.draft === true || data.published === false;
    if (!isDraft && !("pubDate" in data || "date" in data || "draft" in data)) return [file, route];
    return [
      file,
      isDraft ? { state: "unknown", reason: { why: "template", detail: collection }, among: [route.output] } : route,
    ];
  });
}

/** The entries of a collection with their ids: the path in lower case, with `-` for spaces, or `slug` of the front matter. */
export function entriesIn(
  folder: string,
  files: SiteFiles,
): { readonly file: string; readonly id: string; readonly data: Readonly<Record<string, unknown>> }[] {
  return files.below(folder).flatMap((file) => {
    const entry = file.slice(folder.length + 1);
    if (!/\.(?:mdx?|markdown)$/.test(entry) || /(?:^|\/)[._]/.test(entry)) return [];
    const data = files.frontMatter(file)?.data ?? {};
    const id =
      typeof data.slug === "string"
        ? data.slug
        : entry
            .replace(/\.\w+$/, "")
            .split("/")
            .map(githubSlug)
            .join("/");
    return [{ file, id: id.replace(/(?:^|\/)index$/, ""), data }];
  });
}
