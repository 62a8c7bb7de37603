import type { ArticleOptions, Dialect, YamlDialect } from "../article/types.js";
import type { StatedRoutes } from "../generators/stated-routes.js";
import type { AddressKey, GeneratorId, GeneratorPlan } from "../generators/types.js";
import type { ProbePolicy } from "../probe/probe.js";
import type { Verdict } from "../probe/types.js";
import type { Severity } from "../results.js";
import type { AnyRule } from "../rule.js";
import type { CompiledSchema } from "../schema/types.js";

export type RuleSetting =
  | "off"
  | "warn"
  | "error"
  | readonly ["off" | "warn" | "error", Readonly<Record<string, unknown>>];

export interface FrontMatterConfig {
  /** YAML version of front matter: `1.2` (default), or `1.1` for Jekyll and other generators that read YAML 1.1. */
  yaml?: "1.1" | "1.2";
}

export interface ImagesConfig {
  /** Folder for root-relative URLs (`/a.png`), relative to the configuration file. */
  root?: string;
  allowHosts?: string[];
  allowPrivate?: boolean;
  /** Globs for URLs, or `/regular expressions/`. */
  exclude?: string[];
  /** The same. If set, no other URL is requested. */
  include?: string[];
  /** A URL that starts with `from` (or matches it, `/regular expression/`) is requested as `to`; `$1` refers to groups. */
  remap?: { from: string; to: string }[];
  /** By host: request headers, and verdicts for status codes. */
  hosts?: Record<string, { headers?: Record<string, string>; statuses?: Record<string, Verdict> }>;
  /** PEM file with additional trusted certificate authorities, relative to the configuration file. */
  ca?: string;
  insecure?: boolean;
  /** Whether to look up copies of broken images in a web archive. */
  suggestArchive?: boolean;
  /** URL of the archive; it must have the API of archive.org/wayback/available. */
  archive?: string;
  concurrency?: number;
  concurrencyPerHost?: number;
  /** Milliseconds. */
  timeouts?: { connect?: number; headers?: number; total?: number; run?: number };
  /** Milliseconds. */
  interval?: number;
  retries?: number;
  /** Milliseconds. */
  maxRetryAfter?: number;
  maxRedirects?: number;
  maxBytes?: number;
  userAgent?: string;
  headers?: Record<string, string>;
  lazyAttributes?: string[];
  /** How long a cached image that was ok is trusted without a new request: `90s`, `30m`, `12h`, `7d`; `0s` for never. */
  ttl?: string;
  /** Ledger file, relative to the configuration file: images that are not requested again. */
  ledger?: string;
  /** `redis://…` or `rediss://…`: server that caches images for several machines; `$NAME` refers to an environment variable. */
  sharedCache?: string;
  failAfter?: { runs?: number; days?: number };
  /** Images that servers send instead of missing images, in addition to the built-in ones; `stet probe --fingerprint URL` prints an entry. */
  placeholders?: { name: string; url?: string; bytes?: number; sha256?: string; width?: number; height?: number }[];
  /** Hosts with hotlink protection: they send other sites a placeholder image with status 200. */
  hotlinkHosts?: string[];
}

export interface SiteConfig {
  /** URL of the site for readers: `https://news.example/`. */
  url?: string;
  /** What the addresses of all pages begin with, if the configuration of the generator does not say it: `/blog/`. */
  base?: string;
  /** The folder of the built site, if the configuration of the generator does not say it; relative to the configuration file. */
  output?: string;
  /** The addresses of articles of which stet cannot know them: a pattern such as `/posts/:slug/`, or patterns by glob. */
  permalink?: string | Record<string, string>;
  /** Addresses of pages and files that are not known otherwise, such as `/tags/*`. Then there are no others. */
  generated?: string[];
  /** What links to source files (`b.md`) become, if stet cannot know it. */
  links?: "as-is" | "converted";
  /** Referrer policy of the site's pages (a meta tag or header). Default: that of browsers. */
  referrerPolicy?: string;
  /** Folders and globs (`!` excludes) of all articles, relative to the configuration file. `site/` rules compare them. */
  content?: string | string[];
}

/**
 * Whether reports show a violation that nearly all articles of a folder have, or many for one reason, as one. `feeds`: also
 * one that only ten articles of the run have, with the feeds of which nearly all articles have it.
 */
export type FoldSetting = boolean | "feeds";

/** The content of `stet.config.*`; `schemas/config.schema.json` is its schema. */
export interface Config {
  $schema?: string;
  /** Presets (`stet:recommended`), configuration files (`./base.yaml`) or packages. Later ones override earlier ones, and this file overrides all. */
  extends?: string | string[];
  /** Files (`./rules.ts`) and packages whose default export is a rule or a list of rules. */
  plugins?: string[];
  /** The generator that makes the site; `plain` for none. Default: detected from the files of the site. */
  generator?: GeneratorId;
  /** File extensions to look for in folders, for example `[".md", ".html"]`. */
  extensions?: string[];
  ignores?: string[];
  rules?: Record<string, RuleSetting>;
  /** Schema by glob: a file path (relative to the configuration file), `preset:article`, or `false` for none. The last glob that matches applies. */
  schemas?: Record<string, string | false>;
  frontMatter?: FrontMatterConfig;
  images?: ImagesConfig;
  site?: SiteConfig;
  /** Whether reports show violations that many articles have for one reason as one. Default true. */
  fold?: FoldSetting;
  overrides?: ConfigOverride[];
}

export interface ConfigOverride {
  files: string | string[];
  rules?: Record<string, RuleSetting>;
  schema?: string | false;
  generator?: GeneratorId;
  frontMatter?: FrontMatterConfig;
  images?: Pick<ImagesConfig, "root" | "lazyAttributes">;
}

export interface ConfigRequest {
  /** Absolute path of the working directory. */
  readonly cwd: string;
  /** The configuration of all files: none is searched for. */
  readonly configFile?: string | undefined;
  /** Use the preset only: no configuration is searched for. */
  readonly noConfig?: boolean | undefined;
  /** False: configurations that are code and plugins are not run; requiring one is an error. */
  readonly configCode?: boolean | undefined;
  /**
   * Whether everything in the working directory may have come with the articles. Then no configuration runs code, reads
   * the environment, changes what stet connects to, or refers to files outside.
   */
  readonly untrusted?: boolean | undefined;
  /** Replaces the presets that files extend, and `recommended` if they extend none. */
  readonly preset?: string | undefined;
  readonly registry: readonly AnyRule[];
  /** Overrides all files; paths are relative to `cwd`. */
  readonly cli?:
    | {
        readonly rules?: Readonly<Record<string, RuleSetting>> | undefined;
        readonly schema?: string | undefined;
        readonly generator?: GeneratorId | undefined;
        readonly images?: ImagesConfig | undefined;
        readonly extensions?: readonly string[] | undefined;
      }
    | undefined;
}

export interface EnabledRule {
  readonly rule: AnyRule;
  readonly severity: Severity;
  /** Complete, with defaults. */
  readonly options: Readonly<Record<string, unknown>>;
  /** Path of the plugin that defines the rule, for messages. */
  readonly plugin?: string;
}

export interface PageContext {
  /** The absolute URL of a page of the site. */
  readonly page: string;
  readonly referrerPolicy: string;
}

/** The settings for one file. Files with the same settings share one object, so that work on it is done once. */
export interface FilePlan {
  readonly rules: readonly EnabledRule[];
  /** Names of all rules, including those that are off. Without it, only those in `rules` are known. */
  readonly ruleNames?: ReadonlySet<string>;
  readonly schema: CompiledSchema | undefined;
  /** Whether the configuration or the command line sets the schema; otherwise it is the default. */
  readonly schemaIsChosen?: boolean | undefined;
  /**
   * Loads the schema that an article (by absolute path) specifies with `$schema`; it replaces `schema`. Throws a
   * `UserError`. `undefined`: the command line sets the schema.
   */
  readonly statedSchema?: ((reference: string, article: string) => Promise<CompiledSchema>) | undefined;
  readonly lazyAttributes: readonly string[];
  /** How YAML front matter is read: as the configuration says, or as the generator does; default 1.2. */
  readonly yaml?: YamlDialect | undefined;
  /** Absolute folder for root-relative image URLs; `undefined`: only relative URLs can be resolved to files. */
  readonly imagesRoot: string | undefined;
  /** The page from which browsers of readers request images; `undefined` without a site URL. */
  readonly pageContext?: PageContext | undefined;
  /** The setting `site.base`, with a slash at the end. */
  readonly siteBase?: string | undefined;
  /** The setting `site.output`, as an absolute path. */
  readonly siteOutput?: string | undefined;
  /** The settings `site.permalink`, `site.generated` and `site.links`, if there is one. */
  readonly siteRoutes?: StatedRoutes | undefined;
  /** The site of the file, if the configuration lists its content. Otherwise the files of a run are the site. */
  readonly site?: SitePlan | undefined;
  /** The setting `generator`. */
  readonly chosenGenerator?: GeneratorId | undefined;
  /** The generator that makes the site of the file. */
  readonly generator?: GeneratorPlan | undefined;
}

/** One object for all files of one configuration. */
export interface SitePlan {
  /** Absolute folder of the relative paths in `content`. */
  readonly base: string;
  /** Folders and globs; `!` excludes. Not empty. */
  readonly content: readonly string[];
}

/** The output of `--print-config`. */
export interface PrintedConfig {
  readonly configFile: string | null;
  readonly rules: Readonly<Record<string, readonly [string, Readonly<Record<string, unknown>>]>>;
  readonly schema: string | null;
  /** Detected, if the configuration does not set it. */
  readonly generator: GeneratorId;
  /** Absolute folder of its site, relative to the working directory; `null` if it was not found. */
  readonly generatorRoot: string | null;
  readonly frontMatter: { readonly yaml: YamlDialect };
  /** How the file is read if it is Markdown and its front matter does not choose otherwise. */
  readonly markdown: Dialect & { readonly parser: string };
  readonly images: Readonly<Record<string, unknown>>;
  readonly site: Readonly<SiteConfig>;
  readonly fold: FoldSetting;
  readonly ignored: boolean;
}

export type { AddressKey, ArticleOptions, GeneratorPlan, ProbePolicy };
