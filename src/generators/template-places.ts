/** Where each generator has its templates, and how their names are looked up. */
import path from "node:path";
import type { FoundIds, TemplateIds } from "../article/types.js";
import { isRecord } from "../platform/is-record.js";
import { hugoIdStyle } from "./hugo.js";
import { showsMore } from "./hugo-layouts.js";
import { eleventyFolders } from "./routes/eleventy-plugins.js";
import { hugoSettings } from "./routes/hugo-settings.js";
import { jekyllDefaults } from "./routes/jekyll-files.js";
import { tidyPath } from "./routes/shared.js";
import { pathWith } from "./settings.js";
import { eleventyFunctions, hugoFunctions, jekyllFunctions } from "./template-functions.js";
import { type SiteTemplates, siteTemplates, type TemplatePlaces } from "./template-ids.js";
import type { Site } from "./types.js";
import { type VueComponents, vueComponents } from "./vue-components.js";

type Templates = ReadonlySet<string>;

/** The ids that the templates of a site give its pages; `undefined` if it has none. */
export function templatesOf({ profile, root, settings = {} }: Partial<Site>): SiteTemplates | undefined {
  if (root === undefined || profile === undefined) return undefined;
  const find = places[profile.id];
  const found = find?.({ root, settings });
  const templates = found && siteTemplates(root, found);
  return profile.id === "vitepress" ? withComponents(templates, vueComponents(root)) : templates;
}

const noIds: FoundIds = { ids: new Set(), parts: [], ofArguments: [], isComplete: true };

/** With the components that articles have: one object for all articles of a folder, which have the same relative paths. */
function withComponents(templates: SiteTemplates | undefined, components: VueComponents | undefined) {
  if (!components) return templates;
  const byFolder = new Map<string, TemplateIds>();
  return {
    key: JSON.stringify([templates?.key, components.key]),
    of(file: string, data: Readonly<Record<string, unknown>>): TemplateIds {
      const folder = path.posix.dirname(file);
      const known = byFolder.get(folder);
      if (known) return known;
      const page = templates?.of(file, data);
      const ids: TemplateIds = {
        page: page?.page ?? noIds,
        included(tag, name) {
          if (tag === "component") return components.registered(name);
          return tag === "import" ? components.imported(name, folder) : page?.included(tag, name);
        },
      };
      byFolder.set(folder, ids);
      return ids;
    },
  };
}

/** Makes a list once for each key: a site has thousands of articles, and few layouts. */
function lists(): <L extends readonly string[] | undefined>(key: string, make: () => L) => L {
  const known = new Map<string, readonly string[] | undefined>();
  return (key, make) => {
    if (!known.has(key)) known.set(key, make());
    return known.get(key) as ReturnType<typeof make>;
  };
}
const none: readonly string[] = [];

type Place = (site: Pick<Site, "root" | "settings">) => TemplatePlaces;

/** Generators of whose templates any may be that of a page. */
const all = (folders: readonly string[], names: RegExp): TemplatePlaces => ({ folders, names });

const places: Readonly<Record<string, Place | undefined>> = {
  jekyll: jekyllPlaces,
  eleventy: eleventyPlaces,
  hugo: hugoPlaces,
  // https://hexo.io/docs/templates
  hexo({ settings: { theme } }) {
    const name = typeof theme === "string" && /^[\w@/.-]+$/.test(theme) && !theme.includes("..") ? theme : "landscape";
    return all([`themes/${name}/layout`, `node_modules/hexo-theme-${name}/layout`], /\.(?:ejs|njk|pug|swig|html)$/);
  },
  // https://docs.astro.build/en/basics/layouts/
  astro: () => all(["src/layouts", "src/components", "src/pages"], /\.astro$/),
  // https://vitepress.dev/guide/extending-default-theme
  vitepress: () => all([".vitepress/theme"], /\.(?:vue|[jt]sx?)$/),
  // https://docusaurus.io/docs/swizzling
  docusaurus: () => all(["src/theme"], /\.[jt]sx?$/),
  // https://www.mkdocs.org/user-guide/customizing-your-theme/
  mkdocs({ settings: { theme } }) {
    const folder = isRecord(theme) && typeof theme.custom_dir === "string" ? tidyPath(theme.custom_dir) : "overrides";
    return all([folder.replace(/\/$/, "")], /\.html$/);
  },
  // https://rust-lang.github.io/mdBook/format/theme/index.html
  mdbook: () => all(["theme"], /\.hbs$/),
};

const unquoted = (name: string): string => name.replace(/^(["'`])(.*)\1$/s, "$2");
const isQuoted = (name: string): boolean => /^["'`]/.test(name);

/** The files with this path, with or without an extension. */
function withName(templates: Templates | readonly string[], folder: string, name: string): string[] {
  const wanted = tidyPath(`${folder}/${name}`);
  return [...templates].filter((file) => file === wanted || file.replace(/\.[^/]*$/, "") === wanted);
}

/** https://jekyllrb.com/docs/layouts/, https://jekyllrb.com/docs/includes/ */
function jekyllPlaces({ settings }: Pick<Site, "settings">): TemplatePlaces {
  const source = pathWith("{source|.}", settings) ?? ".";
  const folderOf = (key: string, standard: string): string =>
    tidyPath(`${source}/${typeof settings[key] === "string" ? settings[key] : standard}`);
  const layouts = folderOf("layouts_dir", "_layouts");
  const includes = folderOf("includes_dir", "_includes");
  const defaults = jekyllDefaults(settings);
  const list = lists();
  return {
    settings: [source, layouts, includes, settings.defaults],
    functions: jekyllFunctions,
    layoutsHaveNoArguments: true,
    folders: [layouts, includes],
    names: /\.(?:html|md|markdown|liquid|htm|xml|svg)$/,
    includesAreMarkdown: true,
    layouts(file, data, templates) {
      const path = source === "." ? file : file.slice(source.length + 1);
      const [, collection] = /(?:^|\/)_([^/]+)\//.exec(path) ?? [];
      const stated = "layout" in data ? data.layout : defaults(path, collection ?? "pages").layout;
      // https://github.com/benbalter/jekyll-default-layout
      if (stated === undefined)
        return list("", () =>
          ["default", "page", "post", "home"].flatMap((name) => withName(templates, layouts, name)),
        );
      return typeof stated === "string" ? list(` ${stated}`, () => withName(templates, layouts, stated)) : none;
    },
    named({ by, tag, name }, of, templates) {
      if (name === undefined || /[{}]/.test(name)) return undefined;
      if (by === "layout") return withName(templates, layouts, unquoted(name));
      if (!/^include(?:_cached)?$/.test(tag)) return undefined;
      const file = tidyPath(`${includes}/${unquoted(name)}`);
      if (templates.has(file)) return [file];
      // That of a theme in another package.
      return of === "template" ? [] : undefined;
    },
  };
}

/** https://www.11ty.dev/docs/layouts/, https://www.11ty.dev/docs/languages/liquid/#include-relative-path */
function eleventyPlaces({ settings }: Pick<Site, "settings">): TemplatePlaces {
  const folders = eleventyFolders(settings);
  const [layouts, includes] = [folders.layouts, folders.includes].map((folder) => folder.replace(/\/$/, "")) as [
    string,
    string,
  ];
  const list = lists();
  return {
    settings: [layouts, includes],
    functions: eleventyFunctions,
    // The folder of the articles, if no other is set.
    folders: [layouts, includes].filter((folder) => folder !== "" && `${folder}/` !== folders.input),
    names: /\.(?:njk|liquid|html|md|webc|hbs|ejs|pug|mustache|11ty\.[cm]?[jt]s)$/,
    includesAreMarkdown: true,
    layouts(_, data, templates) {
      // Data of folders and programs may state it, too.
      const stated = data.layout;
      if (typeof stated !== "string") return undefined;
      return list(stated, () => {
        const found = withName(templates, layouts, stated);
        return found.length > 0 ? found : undefined;
      });
    },
    named({ by, name }, of, templates) {
      if (name === undefined) return undefined;
      if (by === "layout") return withName(templates, layouts, unquoted(name));
      // A name without quotes is a variable.
      if (!isQuoted(name)) return undefined;
      const found = withName(templates, includes, unquoted(name));
      return found.length > 0 || of === "template" ? found : undefined;
    },
  };
}

/** Whether a template of Hugo is for the list of one section. */
const namedFor = (file: string, names: readonly string[], folders: readonly string[]): boolean =>
  folders.some((folder) =>
    names.some((name) => ["section", name].some((kind) => file === `${folder}/${kind}/${name}.html`)),
  );

/** https://gohugo.io/templates/lookup-order/, https://gohugo.io/templates/shortcode/ */
function hugoPlaces({ settings }: Pick<Site, "settings">): TemplatePlaces {
  const { themes, content, paths, taxonomies, hasModules } = hugoSettings(settings);
  const style = hugoIdStyle(settings);
  const list = lists();
  const folders = ["layouts", ...themes.map((theme) => tidyPath(`themes/${theme}/layouts`))];
  const isPartial = (file: string): boolean =>
    folders.some((folder) => file.startsWith(`${folder}/partials/`) || file.startsWith(`${folder}/_partials/`));
  const ofSet = new WeakMap<Templates, readonly string[]>();
  const anyPartial = (templates: Templates): readonly string[] => {
    const found = ofSet.get(templates) ?? [...templates].filter(isPartial);
    ofSet.set(templates, found);
    return found;
  };
  const inFolders = (templates: Templates, names: readonly string[]): string[] =>
    folders.flatMap((folder) =>
      names
        .flatMap((name) => [name, `${name}.html`].map((one) => `${folder}/${one}`))
        .filter((one) => templates.has(one)),
    );
  return {
    settings: [folders, content, style, paths],
    ...(style && { functions: hugoFunctions(style, paths) }),
    folders,
    names: /\.html$/,
    showsMore,
    layouts(file, data, templates) {
      const top = content.map(({ source }) => source).find((one) => file.startsWith(`${one}/`)) ?? "content";
      const [first = "", ...rest] = file.startsWith(`${top}/`) ? file.slice(top.length + 1).split("/") : [];
      const section = rest.length > 0 ? first : "";
      const type = typeof data.type === "string" ? data.type : section;
      const isList = path.posix.basename(file).startsWith("_index.");
      // https://gohugo.io/templates/lookup-order/#home-page, #section-pages, #taxonomy-pages
      const isHome = isList && section === "";
      const kinds = !isList
        ? ["single", "page"]
        : isHome
          ? ["index", "home", "list", "section"]
          : taxonomies.includes(first)
            ? ["list", "section", "taxonomy", "term", "terms"]
            : ["list", "section"];
      const own = typeof data.layout === "string" ? [data.layout] : [];
      return list(JSON.stringify([kinds, own, type, section]), () => {
        // The first folder of the site or a theme that has one, the section's before that of all.
        const order = [...new Set([type, section, "_default", "."])].flatMap((name) =>
          folders.map((folder) => (name === "." ? folder : `${folder}/${name}`)),
        );
        const stemOf = (one: string): string => path.posix.basename(one).split(".")[0] ?? "";
        // `section/posts.html`, and for `tags` `taxonomy/tag.html`.
        const ofTaxonomy = taxonomies.includes(first) ? templates.filter((one) => /\/taxonomy\/[^/]+$/.test(one)) : [];
        const ofSection = isList && !isHome ? templates.filter((one) => namedFor(one, [type, section], folders)) : [];
        const usual = [...new Set([...kinds, ...own, "baseof", "all"])].flatMap((stem) => {
          const found = templates.filter((one) => stemOf(one) === stem);
          const first = order.find((folder) => found.some((one) => path.posix.dirname(one) === folder));
          return found.filter((one) => path.posix.dirname(one) === first);
        });
        return [...usual, ...ofSection, ...ofTaxonomy];
      });
    },
    named({ tag, name }, of, templates) {
      if (name === undefined) return undefined;
      if (tag === "shortcode") {
        const found = inFolders(templates, [`shortcodes/${name}`, `_shortcodes/${name}`]);
        return found.length > 0 ? found : undefined;
      }
      if (tag === "template" && of === "template")
        return inFolders(templates, [unquoted(name), unquoted(name).replace(/^partials\//, "_partials/")]);
      if (!tag.startsWith("partial")) return undefined;
      // A program chooses one of those of the site and its themes.
      if (!isQuoted(name)) return hasModules || of === "page" ? undefined : anyPartial(templates);
      return inFolders(templates, [`partials/${unquoted(name)}`, `_partials/${unquoted(name)}`]);
    },
  };
}
