import type { ArticleOptions } from "../article/types.js";
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
  /** The version of YAML that front matter is read by: `1.2` (default), or `1.1` where Jekyll or another reader of it builds the site. */
  yaml?: "1.1" | "1.2";
}

export interface ImagesConfig {
  /** Folder that root-relative URLs (`/a.png`) are files of; relative to the config file. */
  root?: string;
  allowHosts?: string[];
  allowPrivate?: boolean;
  /** Globs over URLs, or `/regex/`. */
  exclude?: string[];
  /** The same: if there are any, no other URL is asked. */
  include?: string[];
  /** A URL that begins with `from` (or fits it, `/regex/`) is asked for as `to`, with `$1` for groups. */
  remap?: { from: string; to: string }[];
  /** By host: what is sent to it, and what its statuses mean. */
  hosts?: Record<string, { headers?: Record<string, string>; statuses?: Record<string, Verdict> }>;
  /** File with certificates (PEM) of authorities to trust as well; relative to the config file. */
  ca?: string;
  insecure?: boolean;
  /** Whether an archive is asked for copies of pictures that are not there. */
  suggestArchive?: boolean;
  /** What is asked; it answers as archive.org/wayback/available does. */
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
  /** For how long a picture that was there is believed without asking again: `90s`, `30m`, `12h`, `7d`, `0s` for not at all. */
  ttl?: string;
  /** File with the pictures that are known; relative to the config file. */
  ledger?: string;
  /** `redis://…` or `rediss://…`: what pictures were like, shared by many machines; `$NAME` takes it from the environment. */
  sharedCache?: string;
  failAfter?: { runs?: number; days?: number };
  /** More pictures that stand for pictures that are gone; `stet probe --fingerprint URL` prints one. */
  placeholders?: { name: string; url?: string; bytes?: number; sha256?: string; width?: number; height?: number }[];
  /** Hosts that send another picture, with status 200, to pages whose Referer they do not like. */
  hotlinkHosts?: string[];
}

export interface SiteConfig {
  /** Where readers find the articles: `https://news.example/`. */
  url?: string;
  /** What the site's pages say of referrers (a meta tag or header); what browsers do without it, by default. */
  referrerPolicy?: string;
  /** Folders and globs (`!` leaves out), relative to the config file: all articles, which `site/` rules compare. */
  content?: string | string[];
}

/** What a person writes in `stet.config.*`; `schemas/config.schema.json` is its grammar. */
export interface Config {
  $schema?: string;
  /** Presets (`stet:recommended`), config files (`./base.yaml`) or packages; later ones win, this file wins over all. */
  extends?: string | string[];
  /** Files (`./rules.ts`) and packages whose default export is a rule or a list of rules. */
  plugins?: string[];
  /** Endings of the files that a folder is searched for, e.g. `[".md", ".html"]`. */
  extensions?: string[];
  ignores?: string[];
  rules?: Record<string, RuleSetting>;
  /** Glob to schema: a file path (relative to the config file), `preset:article`, or `false` for none. The last glob that matches wins. */
  schemas?: Record<string, string | false>;
  frontMatter?: FrontMatterConfig;
  images?: ImagesConfig;
  site?: SiteConfig;
  overrides?: ConfigOverride[];
}

export interface ConfigOverride {
  files: string | string[];
  rules?: Record<string, RuleSetting>;
  schema?: string | false;
  frontMatter?: FrontMatterConfig;
  images?: Pick<ImagesConfig, "root" | "lazyAttributes">;
}

export interface ConfigRequest {
  /** Absolute. */
  readonly cwd: string;
  /** Applies to all files, in the place of what would be found. */
  readonly configFile?: string | undefined;
  /** No file is looked for: the preset applies. */
  readonly noConfig?: boolean | undefined;
  /** False: neither configurations that are code nor plugins are run; where one is needed, that is an error. */
  readonly configCode?: boolean | undefined;
  /** In the place of the presets that files extend, and of `recommended` where they name none. */
  readonly preset?: string | undefined;
  readonly registry: readonly AnyRule[];
  /** Stronger than any file; paths are relative to `cwd`. */
  readonly cli?:
    | {
        readonly rules?: Readonly<Record<string, RuleSetting>> | undefined;
        readonly schema?: string | undefined;
        readonly images?: ImagesConfig | undefined;
        readonly extensions?: readonly string[] | undefined;
      }
    | undefined;
}

export interface EnabledRule {
  readonly rule: AnyRule;
  readonly severity: Severity;
  /** Complete: defaults filled in. */
  readonly options: Readonly<Record<string, unknown>>;
  /** The plugin that it comes from, as it is shown. */
  readonly plugin?: string;
}

export interface PageContext {
  /** The absolute URL of a page of the site. */
  readonly page: string;
  readonly referrerPolicy: string;
}

/** What applies to one file. The same object for all files that nothing tells apart, so that work on it is done once. */
export interface FilePlan {
  readonly rules: readonly EnabledRule[];
  /** The names of all rules there are, also of those that are off; without it, of those that are on. */
  readonly ruleNames?: ReadonlySet<string>;
  readonly schema: CompiledSchema | undefined;
  /** The configuration or the command line names it; else it is the one for all files of which nothing is said. */
  readonly schemaIsChosen?: boolean | undefined;
  /**
   * The schema that an article (by its absolute path) names under `$schema`, in the place of `schema`. Throws a
   * `UserError`. `undefined`: the command line has said which schema applies.
   */
  readonly statedSchema?: ((reference: string, article: string) => Promise<CompiledSchema>) | undefined;
  readonly lazyAttributes: readonly string[];
  /** The version of YAML that front matter is read by; 1.2 unless told otherwise. */
  readonly yaml?: "1.1" | "1.2" | undefined;
  /** Absolute folder that root-relative image URLs belong to; `undefined`: only what lies beside articles is known. */
  readonly imagesRoot: string | undefined;
  /** How readers' browsers ask for pictures; `undefined` where nobody said what the site's URL is. */
  readonly pageContext?: PageContext | undefined;
  /** The site that the file belongs to if it is among its content; none: its site is what one run looks at. */
  readonly site?: SitePlan | undefined;
}

/** The same object for all files of one configuration. */
export interface SitePlan {
  /** Absolute folder that `content` is relative to. */
  readonly base: string;
  /** Folders and globs; `!` leaves out. Not empty. */
  readonly content: readonly string[];
}

/** For `--print-config`. */
export interface PrintedConfig {
  readonly configFile: string | null;
  readonly rules: Readonly<Record<string, readonly [string, Readonly<Record<string, unknown>>]>>;
  readonly schema: string | null;
  readonly frontMatter: Required<FrontMatterConfig>;
  readonly images: Readonly<Record<string, unknown>>;
  readonly site: Readonly<SiteConfig>;
  readonly ignored: boolean;
}

export type { ArticleOptions, ProbePolicy };
