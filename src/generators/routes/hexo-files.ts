/** What Hexo makes of each file in its source folder: `hexo/lib/plugins/processor`. */
import { type Glob, globsOf } from "../hexo-plan.js";
import type { Site } from "../types.js";
import { extensionOf, tidyPath, withoutExtension } from "./shared.js";
import type { Route, SiteFiles, UnpublishedReason } from "./types.js";

export type HexoFile =
  | { readonly is: "post" | "draft" /** In `_posts`. */; readonly path: string }
  | { readonly is: "page" /** In the source folder. */; readonly path: string; readonly output: string }
  | { readonly is: "hidden"; readonly because: UnpublishedReason }
  /** Copied, or neither copied nor an article. */
  | { readonly is: "other" };

/** The extension of the output by that of the source, with the packages that render it. */
const renderers: readonly (readonly [packages: RegExp | undefined, extensions: readonly string[], output: string])[] = [
  [undefined, ["htm", "html", "njk", "j2"], "html"],
  [undefined, ["yml", "yaml"], "json"],
  [undefined, ["css"], "css"],
  [undefined, ["js"], "js"],
  [undefined, ["json"], "json"],
  [/^hexo-renderer-(?:marked|markdown|kramed|pandoc|multi-markdown)/, markdown(), "html"],
  [/^hexo-renderer-ejs/, ["ejs"], "html"],
  [/^hexo-renderer-(?:jade|pug)/, ["jade", "pug"], "html"],
  [/^hexo-renderer-swig/, ["swig"], "html"],
  [/^hexo-renderer-stylus/, ["styl", "stylus"], "css"],
  [/^hexo-renderer-less/, ["less"], "css"],
  [/^hexo-renderer-(?:sass|scss|dartsass)/, ["sass", "scss"], "css"],
];

function markdown(): string[] {
  return ["md", "markdown", "mkd", "mkdn", "mdwn", "mdtxt", "mdtext"];
}

const isTemporary = (path: string): boolean => /[%~]$/.test(path);
const isHidden = (path: string): boolean => /(?:^|\/)[_.]/.test(path);
const matches = (globs: readonly Glob[], path: string): boolean => globs.some((glob) => glob.matches(path));

export function hexoFiles({ root, settings, dependencies }: Site) {
  const { source_dir, skip_render, ignore, include, exclude, post_asset_folder, new_post_name, theme } = settings;
  const source = tidyPath(typeof source_dir === "string" ? source_dir : "source");
  const skipped = globsOf("skip_render", skip_render);
  const ignored = globsOf("ignore", ignore);
  const included = globsOf("include", include);
  const excluded = globsOf("exclude", exclude);
  const hasAssets = post_asset_folder === true;
  const postExtension = extensionOf(typeof new_post_name === "string" ? new_post_name : ":title.md");
  const outputs = new Map<string, string>();
  const names = dependencies && [...dependencies.keys()];
  for (const [packages, extensions, output] of renderers) {
    // Without package.json, the packages are not known: those of a new site are likely.
    const isThere = !packages || !names || names.some((name) => packages.test(name)) || extensions[0] === "md";
    if (isThere) for (const extension of extensions) outputs.set(`.${extension}`, output);
  }
  const outputOf = (path: string): string | undefined =>
    matches(skipped, path) ? undefined : outputs.get(extensionOf(path));
  const isExcluded = (path: string): boolean =>
    isTemporary(path) || matches(excluded, path) || (isHidden(path) && !matches(included, path));
  const isIgnored = (path: string): boolean =>
    ignored.length > 0 && matches(ignored, `${root.replaceAll("\\", "/")}/${source}/${path}`);
  const themeFolders =
    typeof theme === "string" && theme !== ""
      ? [`themes/${theme}/source/`, `node_modules/hexo-theme-${theme}/source/`]
      : [];

  const articleIn = (folder: "_posts" | "_drafts", path: string, is: "post" | "draft"): HexoFile => {
    const inside = path.slice(folder.length + 1);
    const output = outputOf(path);
    const isArticle = output !== undefined && (!hasAssets || extensionOf(path) === postExtension);
    if (isHidden(inside) || isTemporary(inside) || isIgnored(path))
      return isText(path) ? { is: "hidden", because: isIgnored(path) ? "ignored" : "name" } : { is: "other" };
    if (isArticle) return { is, path: inside };
    return isText(path) && !hasAssets ? { is: "hidden", because: "ignored" } : { is: "other" };
  };

  return {
    source,
    themeFolders,
    /** @param file relative to the root of the site, in the source folder. */
    kindOf(file: string): HexoFile {
      const path = file.slice(source.length + 1);
      if (path.startsWith("_posts/")) return articleIn("_posts", path, "post");
      if (path.startsWith("_drafts/")) return articleIn("_drafts", path, "draft");
      const output = outputOf(path);
      if (isExcluded(path) || isIgnored(path))
        return isText(path)
          ? { is: "hidden", because: isIgnored(path) || matches(excluded, path) ? "ignored" : "name" }
          : { is: "other" };
      // Styles, scripts and JSON keep their path, as if they were copied.
      return output === undefined || `.${output}` === extensionOf(path).replace(/^\.html?$/, "")
        ? { is: "other" }
        : { is: "page", path, output };
    },
    copiedFrom(output: string): readonly string[] {
      const ofTheme = themeFolders.flatMap((folder) => sourcesOf(folder + output));
      if (output.startsWith("_posts/") || output.startsWith("_drafts/") || isExcluded(output) || isIgnored(output))
        return ofTheme;
      return [`${source}/${output}`, ...ofTheme];
    },
    /** The files in the asset folders of posts: for a post that may be at one of several addresses, at each of them. */
    assetCopies(articles: readonly (readonly [string, Route])[], siteFiles: SiteFiles): [string, string][] {
      return articles.flatMap(([file, route]) => {
        if (!file.startsWith(`${source}/_posts/`)) return [];
        const folder = `${withoutExtension(file)}/`;
        const assets = siteFiles.below(folder.slice(0, -1));
        return outputsOf(route).flatMap((page) => {
          const to = page.replace(/(?:^|\/)index\.html$/, "/").replace(/\.html?$/, "");
          return assets.flatMap((asset): [string, string][] => {
            const slug = asset.slice(folder.length);
            if (isExcluded(slug)) return [];
            const output = outputOf(asset.slice(source.length + 1));
            return [[tidyPath(`${to}/${output === undefined ? slug : `${withoutExtension(slug)}.${output}`}`), asset]];
          });
        });
      });
    },
  };
}

/** The outputs where the page of an article may be. */
function outputsOf(route: Route): readonly string[] {
  if (route.state === "page") return [route.output];
  return route.state === "unknown" ? (route.among ?? []) : [];
}

/** Files that people write as articles. */
const isText = (path: string): boolean => /\.(?:md|markdown|mkd|html?)$/i.test(path);

/** A theme has styles in another language. */
const sourcesOf = (path: string): string[] =>
  path.endsWith(".css")
    ? [path, ...["styl", "less", "scss", "sass"].map((extension) => path.replace(/css$/, extension))]
    : [path];
