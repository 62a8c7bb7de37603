/** The settings of Hugo that addresses depend on. Keys are compared without regard to case. */
import { anyText } from "../../platform/any-text.js";
import { isRecord } from "../../platform/is-record.js";
import type { Settings } from "../types.js";
import type { PathOptions } from "./hugo-path.js";
import { tidyPath } from "./shared.js";

/** The same with all keys of the first level in lower case. */
export function folded(value: unknown): Settings {
  if (!isRecord(value)) return {};
  if (Object.keys(value).every((key) => key === key.toLowerCase())) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key.toLowerCase(), one]));
}

export interface HugoLanguage {
  readonly name: string;
  /** `fr/`, or empty for the language without a folder. */
  readonly folder: string;
}

/** A folder of the site that Hugo reads as part of another one. */
export interface Mount {
  /** Relative to the root of the site. */
  readonly source: string;
  /** In `content`, or in the built site for `static`. */
  readonly target: string;
  readonly language: string | undefined;
}

export interface HugoSettings {
  readonly base: string;
  readonly origin: string | undefined;
  readonly publishDir: string;
  readonly paths: PathOptions;
  readonly isUgly: (section: string) => boolean;
  readonly languages: readonly HugoLanguage[];
  readonly defaultLanguage: string;
  readonly defaultIsInFolder: boolean;
  readonly content: readonly Mount[];
  readonly statics: readonly Mount[];
  readonly permalinks: Readonly<Record<string, unknown>>;
  /** The plural by the key in front matter, which is the plural, too. */
  readonly taxonomies: readonly string[];
  readonly disabled: ReadonlySet<string>;
  readonly zone: string | undefined;
  readonly pageFolder: string;
  readonly perPage: number;
  readonly builds: { readonly drafts: boolean; readonly future: boolean; readonly expired: boolean };
  readonly hasRobots: boolean;
  readonly themes: readonly string[];
  readonly hasModules: boolean;
  /** The folders with files that templates process. */
  readonly assets: readonly Mount[];
  /** Keys of front matter for the date, in order; `undefined`: a way that stet does not know. */
  readonly dateKeys: readonly string[] | undefined;
  readonly ignored: readonly string[];
  readonly outputs: Settings;
  /** What the names of the files of an output format begin with: `index`. */
  baseNameOf(format: string): string;
  /** Keys that pages have unless they state them, by https://gohugo.io/configuration/cascade/ */
  readonly cascade: unknown;
  /** Hugo writes no pages for `aliases`; a template may make redirects of them. */
  readonly disableAliases: boolean;
}

const text = (value: unknown, standard: string): string =>
  typeof value === "string" && value !== "" ? value : standard;

export function hugoSettings(settings: Settings): HugoSettings {
  const own = folded(settings);
  const url = text(own.baseurl, "");
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const path = parsed ? decodeURI(parsed.pathname) : url;
  const contentDir = tidyPath(text(own.contentdir, "content"));
  const languages = languagesOf(own);
  const { content, statics, assets, hasModules } = mountsOf(own, contentDir, languages.all);
  const ugly = own.uglyurls;
  const frontmatter = folded(own.frontmatter);
  const taxonomies = own.taxonomies === undefined ? { tag: "tags", category: "categories" } : own.taxonomies;
  return {
    base: `/${tidyPath(path).replace(/\/$/, "")}/`.replace("//", "/"),
    origin: parsed && /^https?:$/.test(parsed.protocol) ? parsed.origin : undefined,
    publishDir: text(own.publishdir, "public"),
    paths: { keepsCase: own.disablepathtolower === true, removesAccents: own.removepathaccents === true },
    isUgly: (section) => (isRecord(ugly) ? ugly[section] === true : ugly === true),
    languages: languages.all,
    defaultLanguage: languages.standard,
    defaultIsInFolder: languages.isInFolder,
    content,
    statics,
    permalinks: isRecord(own.permalinks) ? own.permalinks : {},
    taxonomies: isRecord(taxonomies) ? Object.values(taxonomies).map((name) => anyText(name).toLowerCase()) : [],
    disabled: new Set([own.disablekinds ?? []].flat().map((kind) => anyText(kind).toLowerCase())),
    zone: typeof own.timezone === "string" && own.timezone !== "" ? own.timezone : undefined,
    pageFolder: text(folded(own.pagination).path ?? own.paginatepath, "page"),
    perPage: 1,
    builds: { drafts: own.builddrafts === true, future: own.buildfuture === true, expired: own.buildexpired === true },
    hasRobots: own.enablerobotstxt === true,
    themes: [own.theme ?? []].flat().filter((name): name is string => typeof name === "string"),
    hasModules,
    assets,
    dateKeys: dateKeysOf(frontmatter.date),
    ignored: [own.ignorefiles ?? []].flat().filter((one): one is string => typeof one === "string"),
    outputs: folded(own.outputs),
    baseNameOf(format) {
      const { basename, path: inFolder } = folded(folded(own.outputformats)[format.toLowerCase()]);
      return typeof inFolder === "string" ? tidyPath(inFolder) : text(basename, "index");
    },
    cascade: own.cascade,
    disableAliases: own.disablealiases === true,
  };
}

function dateKeysOf(setting: unknown): readonly string[] | undefined {
  const standard = ["date", "publishdate", "pubdate", "published", "lastmod", "modified"];
  if (setting === undefined) return standard;
  const keys = [setting].flat().map((key) => anyText(key).toLowerCase());
  return keys.some((key) => key.startsWith(":") && key !== ":default")
    ? undefined
    : keys.flatMap((key) => (key === ":default" ? standard : [key]));
}

function languagesOf(own: Settings) {
  const standard = text(own.defaultcontentlanguage, "en").toLowerCase();
  const isInFolder = own.defaultcontentlanguageinsubdir === true;
  const off = new Set([own.disablelanguages ?? []].flat().map(String));
  const listed = isRecord(own.languages) ? own.languages : {};
  const names = Object.entries(listed)
    .filter(([name, about]) => !off.has(name) && folded(about).disabled !== true)
    .map(([name]) => name.toLowerCase());
  const all = (names.length > 0 ? names : [standard]).map((name) => ({
    name,
    folder: names.length > 0 && (name !== standard || isInFolder) ? `${name}/` : "",
  }));
  return { all, standard, isInFolder: isInFolder && names.length > 0 };
}

function mountsOf(own: Settings, contentDir: string, languages: readonly HugoLanguage[]) {
  const module = folded(own.module);
  const listed = [module.mounts ?? []].flat().flatMap((mount) => {
    const { source, target, lang } = folded(mount);
    return typeof source === "string" && typeof target === "string"
      ? [{ source: tidyPath(source), target: tidyPath(target), language: typeof lang === "string" ? lang : undefined }]
      : [];
  });
  const inside = (component: string): Mount[] =>
    listed.flatMap((mount) =>
      mount.target === component || mount.target.startsWith(`${component}/`)
        ? [{ ...mount, target: mount.target.slice(component.length + 1) }]
        : [],
    );
  const about = isRecord(own.languages) ? own.languages : {};
  const ofLanguages = (key: string): Mount[] =>
    languages.flatMap(({ name }) =>
      [folded(about[name])[key] ?? []]
        .flat()
        .flatMap((source): Mount[] =>
          typeof source === "string" ? [{ source: tidyPath(source), target: "", language: name }] : [],
        ),
    );
  const contentOf = (): Mount[] => {
    const own = ofLanguages("contentdir");
    return own.length === languages.length ? own : [...own, { source: contentDir, target: "", language: undefined }];
  };
  const staticOf = (): Mount[] => [
    ...ofLanguages("staticdir"),
    ...[own.staticdir ?? "static"]
      .flat()
      // A later folder has priority.
      .reverse()
      .map((source) => ({ source: tidyPath(anyText(source)), target: "", language: undefined })),
  ];
  const mounted = { content: inside("content"), statics: inside("static") };
  return {
    content: mounted.content.length > 0 ? mounted.content : contentOf(),
    statics: mounted.statics.length > 0 ? mounted.statics : staticOf(),
    assets: [...inside("assets"), { source: tidyPath(text(own.assetdir, "assets")), target: "", language: undefined }],
    hasModules: [module.imports ?? []].flat().length > 0,
  };
}
