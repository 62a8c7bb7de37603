/** What a profile says about a generator. */
import type { FileReferences } from "../article/index.js";
import type {
  Article,
  Dialect,
  FrontMatterReader,
  GeneratorName,
  LinkReference,
  ModuleAnchors,
  Unpublished,
  UsedModule,
  YamlDialect,
} from "../article/types.js";
import type { GeneratorId } from "./ids.js";
import type { RoutePlan } from "./routes/types.js";

export type { GeneratorId } from "./ids.js";

export type Settings = Readonly<Record<string, unknown>>;

/** A generator as a table. Each entry follows the page or source that is named next to it. */
export interface Profile {
  readonly id: GeneratorId;
  readonly name: GeneratorName | undefined;
  /** Any of these proves that a folder is the root of a site. */
  readonly detect: readonly Proof[];
  /** Files of its configuration, in the order in which it looks for them; folders end in `/`. */
  readonly config: readonly string[];
  /** Folders of files that each hold a part of the configuration. A later one replaces what an earlier one says. */
  readonly configFolders?: readonly string[];
  /** The usual name of the folder of a site that reads articles in folders next to it. */
  readonly beside?: string;
  /** Its package, if that alone does not prove a site. It is only looked up for the version. */
  readonly package?: string;
  readonly content: Content;
  readonly frontMatter?: FrontMatterProfile;
  readonly markdown: MarkdownProfile;
  /**
   * Whether its Markdown reads an HTML element up to its end tag; by default, it does not.
   *
   * @param settings of the site; empty if they are not known.
   */
  readsWholeElements?(settings: Settings): boolean;
  /**
   * The names of tags that it takes for one have the same key. By default, each name is a tag of its own.
   *
   * @param settings of the site; empty if they are not known.
   */
  tagKey?(settings: Settings): (name: string) => string;
  /** A run needs its settings. Otherwise only `stet init` reads them, because that can take long. */
  readonly readsSettings?: true;
  /** What `stet init` writes. */
  readonly init: { readonly preset: string; readonly schema?: string };
}

/** All conditions of a proof must hold. Paths are relative to the folder; names in `files` have no slash. */
export interface Proof {
  /** At least one of these files or folders. */
  readonly files?: readonly string[];
  /** The package is a dependency in package.json. */
  readonly dependency?: string;
  /** At least one of these paths; see `Content` for `{setting}`. */
  readonly paths?: readonly string[];
  /** At least one of these keys in the configuration. */
  readonly keys?: readonly string[];
  /** None of these files. */
  readonly without?: readonly string[];
}

/**
 * Paths are relative to the root of the site. `{a.b|c}` is the setting `b` in `a`, or `c` if it is not set; a setting that
 * stet cannot read makes the path unknown.
 */
export interface Content {
  /** The folders of articles; the first that exists is used. */
  readonly folders: readonly string[];
  /** The file extensions of articles. */
  readonly extensions: readonly string[];
  /** Sites choose packages that read files with other extensions. */
  readonly mayReadOthers?: true;
  /** The names of files and folders that other articles include. */
  readonly partials?: RegExp;
  /** Layouts, includes and built output, as lines of a .gitignore. */
  readonly ignores: readonly string[];
  /** The folders that root-relative URLs such as `/a.png` refer to; the first that exists is used. */
  readonly roots: readonly string[];
}

export interface FrontMatterProfile {
  readonly yaml: YamlDialect;
  /** Whether it reads front matter after this text; see `GeneratorPlan.reads`. */
  reads(lead: string): boolean;
  /** @param settings of the site; empty if they are not known. */
  reader(settings: Settings): FrontMatterReader;
  /** What the reader depends on, besides the time zone. */
  key?(settings: Settings): unknown;
}

/** How a generator reads Markdown. */
export interface MarkdownProfile {
  /** The program that reads it. */
  readonly parser: string;
  /** How it reads Markdown without JSX. */
  readonly dialect: Dialect;
  /** What the site changes in the dialects. What it cannot know it leaves out. */
  ofSite?(site: Partial<Site> & Pick<Site, "settings">): Partial<Dialect>;
  /** The program whose rules it follows if it reads whole elements; see `Profile.readsWholeElements`. */
  readonly wholeElements?: NonNullable<Dialect["wholeElements"]>;
  /** How it reads MDX; by default, everything that some generator compiles is right. */
  readonly mdx?: Dialect;
  /** What its files are read as, if that does not depend on the extension alone. `undefined`: that is not known. */
  format?(settings: Settings, version: string | undefined): MarkdownFormat | undefined;
  /** What the imports of MDX mean, besides relative paths. */
  readonly modules?: SiteModules;
  /** Whether it reads a file in this folder of the site at all; by default, it does. `""`: the root. */
  readsIn?(folder: string): boolean;
  /** The key in front matter, and the one in its value, that choose the format of an article. */
  readonly formatKey?: readonly [string, string];
}

/** `md`: Markdown without JSX. `detect`: by the extension. */
export type MarkdownFormat = "md" | "mdx" | "detect";

/** A site that was found on disk. */
export interface Site {
  readonly profile: Profile;
  /** Absolute path. */
  readonly root: string;
  /** The configuration, as far as stet can read it without running it. Empty if there is none. */
  readonly settings: Settings;
  /** The dependencies in package.json, or for MkDocs in requirements.txt, by name; `undefined` if there is no such file. */
  readonly dependencies?: ReadonlyMap<string, string> | undefined;
  /** The version that package.json asks for, such as `^5.4.2`. */
  readonly version?: string | undefined;
}

/** What a site generator does with articles. One object for all files of a site. */
export interface GeneratorPlan {
  readonly id: GeneratorId;
  readonly name: GeneratorName;
  /** Everything that the functions depend on, besides their arguments and the folder of the site. */
  readonly key: string;
  /** What front matter and addresses depend on. Default: `key`. */
  readonly frontMatterKey?: string | undefined;
  /** Absolute root of the site; `undefined` if its files were not found. */
  readonly root?: string | undefined;
  readonly yaml?: YamlDialect | undefined;
  /** How it reads front matter; `undefined` if that is not known. */
  readonly reader?: FrontMatterReader | undefined;
  /** @param file absolute path. */
  unpublished(file: string): Unpublished | undefined;
  /**
   * Whether the generator reads front matter after this text, which is a byte order mark, blank lines, both or nothing.
   * `undefined` if that is not known.
   */
  reads(lead: string): boolean | undefined;
  /** See `SiteGenerator`. */
  readonly readsWholeElements: boolean;
  readonly markdown: MarkdownReader;
  /**
   * What modules add to the page of an article; absent if the files of the site were not found.
   *
   * @param file absolute path of the article.
   */
  readonly moduleAnchors?: ((file: string, used: readonly UsedModule[]) => ModuleAnchors) | undefined;
  /** See `SiteGenerator`. */
  readonly tagKey?: ((name: string) => string) | undefined;
  /** See `SiteGenerator`. */
  readonly sizedClasses?: ReadonlySet<string> | undefined;
  /** Which files of a folder (absolute path) are no articles. */
  leftOut(folder: string): LeftOut | undefined;
  /** The addresses of the site; `undefined` if its files were not found, or if stet does not know them. */
  readonly routes?: RoutePlan | undefined;
  /**
   * The links and images that template tags of an article make. Absent if the generator has no such tags.
   *
   * @param media references of the article that its `links` do not have.
   */
  tagReferences?(article: Article, media: readonly LinkReference[]): FileReferences;
  /** The front matter keys from which the generator makes the URL of the article's page. */
  addressKeys(file: string, data: Readonly<Record<string, unknown>>): readonly AddressKey[];
}

/** Files of a folder that are no articles. */
export interface LeftOut {
  /** `undefined` if it is not known. */
  readonly generator: GeneratorName | undefined;
  /** All files, because they are in this folder (absolute path). */
  readonly folder?: string;
  /** Those with other file extensions. */
  readonly except?: readonly string[] | undefined;
  /** Those with these names. */
  readonly partials?: RegExp;
}

/** What the imports of a site mean. */
export interface SiteModules {
  /** What a path begins with, and the folder that it means, relative to the root of the site. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** The folder of components that `@theme/` means, relative to the root of the site. */
  readonly theme?: string;
  /** The module with the components that pages have without importing them. */
  readonly globals?: string;
  /** Those that pages have without it, and that make no ids. */
  readonly standard?: RegExp;
}

export interface MarkdownReader {
  /** What it depends on besides the settings of the site. */
  readonly key?: string | undefined;
  /** The name of the program. */
  readonly parser: string;
  /**
   * See `SiteGenerator`.
   *
   * @param file absolute path.
   */
  dialect(file: string, data: Readonly<Record<string, unknown>>): Dialect;
}

export interface AddressKey {
  readonly key: string;
  /** A phrase that says how the URL depends on the key. */
  readonly reason: string;
  /** Whether two ways to write the value give the same URL. By default, equal values do. */
  isSame?(before: string, after: string): boolean;
}
