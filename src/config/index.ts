/** What applies to a file: the nearest configuration upward from its folder, with all that it extends. */
import { existsSync } from "node:fs";
import path from "node:path";
import type { Ignore } from "ignore";
import { defaultLazyAttributes } from "../article/lazy-attributes.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { defaultReferrerPolicy } from "../probe/referrer.js";
import type { AnyRule, Option } from "../rule.js";
import { loadSchema, loadStatedSchema } from "../schema/index.js";
import { defaultExtensions } from "./config-schema.js";
import { configFileIn, isCode, isOwn } from "./file.js";
import { type FileGlob, fileGlob } from "./globs.js";
import { type Layer, LayerReader, type Reading, type Registry } from "./layers.js";
import type {
  ConfigOverride,
  EnabledRule,
  FilePlan,
  FrontMatterConfig,
  ImagesConfig,
  PageContext,
  PrintedConfig,
  RuleSetting,
  SiteConfig,
  SitePlan,
} from "./types.js";

export { defaultExtensions } from "./config-schema.js";
export type { Registry } from "./layers.js";

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

/** All paths are absolute. Every function throws a UserError for a configuration that cannot be used. */
export interface Configs {
  /** The same object for files that nothing tells apart. */
  planFor(file: string): Promise<FilePlan>;
  /** Whether `ignores` leaves it, or a folder above it, out. */
  isIgnored(file: string, isFolder: boolean): Promise<boolean>;
  /** The endings that the files of a folder are searched by; `isSearch`: whether it is being searched as a whole. */
  extensions(folder: string, isSearch?: boolean): Promise<readonly string[]>;
  /** The settings of the network, which are those of the working directory for the whole run; `root` is absolute. */
  images(): Promise<ImagesConfig>;
  /**
   * After a run, what has had no effect: globs that matched no file (of configurations whose folder was searched), and
   * settings that are read elsewhere only.
   */
  notes(): string[];
  /** All rules that there are for the working directory, those of plugins too. */
  registry(): Promise<Registry>;
  print(file: string): Promise<PrintedConfig>;
}

/** @throws UserError if a file that is named cannot be used, or the command line asks for an unknown rule. */
export async function openConfigs(request: ConfigRequest): Promise<Configs> {
  const configs = new OpenConfigs(request);
  await configs.open();
  return configs;
}

/** One configuration file with all that it extends, ready to be asked. */
interface Resolved {
  readonly file: string | undefined;
  /** What globs are relative to, those of extended files too: a shared configuration speaks of this site's folders. */
  readonly base: string;
  readonly registry: Registry;
  readonly layers: readonly ResolvedLayer[];
  readonly ignores: Ignore | undefined;
  readonly usedIgnores: Set<string>;
  readonly site: SitePlan | undefined;
  readonly plans: Map<string, Promise<FilePlan>>;
  /** Whether `base` itself was searched for files in this run. */
  searched: boolean;
}

interface ResolvedLayer extends Layer {
  readonly overrides: readonly (ConfigOverride & { readonly globs: readonly FileGlob[] })[];
  readonly schemas: readonly { readonly glob: FileGlob; readonly schema: string | false }[];
}

/** The overrides and the schema that apply to a file, each as `layer.index`. */
interface Matches {
  readonly overrides: ReadonlySet<string>;
  readonly schema: string | undefined;
}

interface Setting {
  readonly severity: "off" | "warn" | "error";
  readonly options: Readonly<Record<string, unknown>>;
}

/** What the layers say of one file. */
interface Effective {
  readonly rules: ReadonlyMap<string, Setting>;
  readonly schema: { readonly reference: string; readonly folder: string; readonly isChosen: boolean } | undefined;
  readonly frontMatter: FrontMatterConfig;
  readonly images: ImagesConfig;
  readonly site: SiteConfig;
}

class OpenConfigs implements Configs {
  readonly #request: ConfigRequest;
  readonly #reader: LayerReader;
  readonly #byFolder = new Map<string, Promise<Resolved>>();
  readonly #byFile = new Map<string, Promise<Resolved>>();
  readonly #resolved: Resolved[] = [];
  /** Where no file is looked for. */
  #everywhere: Promise<Resolved> | undefined;
  /** Where none was found. */
  #nowhere: Promise<Resolved> | undefined;

  constructor(request: ConfigRequest) {
    this.#request = request;
    this.#reader = new LayerReader(request.registry, (file) => this.#show(file), request.configCode ?? true);
  }

  async open(): Promise<void> {
    const { cwd, configFile, noConfig, preset, cli } = this.#request;
    if (preset !== undefined) this.#reader.preset(preset, "--preset");
    if (configFile !== undefined) {
      const file = path.resolve(cwd, configFile);
      this.#everywhere = this.#read(file).then((reading) => this.#resolve(file, path.dirname(file), reading));
      await this.#everywhere;
    } else if (noConfig) {
      this.#everywhere = this.#withoutFile();
    }
    const { rules, images, extensions } = cli ?? {};
    if (!rules && !images && !extensions) return;
    const said = { ...(rules && { rules }), ...(images && { images }), ...(extensions && { extensions }) };
    // Only where a rule is unknown do plugins matter, which takes reading the configuration.
    const isOwn = Object.keys(rules ?? {}).every((name) => this.#reader.registry.names.has(name));
    const registry = isOwn ? this.#reader.registry : (await this.#for(cwd)).registry;
    await this.#reader.check(
      said,
      () => t("config.commandLine", "the command line"),
      t("config.commandLine", "the command line"),
      registry,
    );
  }

  async planFor(file: string): Promise<FilePlan> {
    const resolved = await this.#for(path.dirname(file));
    const matches = matchesOf(resolved, file);
    const key = `${[...matches.overrides].join(" ")}, ${matches.schema}`;
    let plan = resolved.plans.get(key);
    if (!plan) {
      plan = this.#plan(this.#effective(resolved, matches), resolved);
      resolved.plans.set(key, plan);
    }
    return plan;
  }

  async isIgnored(file: string, isFolder: boolean): Promise<boolean> {
    const { base, ignores, usedIgnores } = await this.#for(isFolder ? file : path.dirname(file));
    const relative = relativeTo(base, file);
    if (!ignores || relative === "" || relative.startsWith("../") || path.isAbsolute(relative)) return false;
    const { ignored, rule } = ignores.test(isFolder ? `${relative}/` : relative);
    if (rule) usedIgnores.add(rule.pattern);
    return ignored;
  }

  async extensions(folder: string, isSearch = true): Promise<readonly string[]> {
    const resolved = await this.#for(folder);
    if (isSearch && folder === resolved.base) resolved.searched = true;
    const own = resolved.layers.findLast(({ config }) => config.extensions)?.config.extensions;
    return this.#request.cli?.extensions ?? own ?? defaultExtensions;
  }

  async images(): Promise<ImagesConfig> {
    return this.#effective(await this.#for(this.#request.cwd), { overrides: new Set(), schema: undefined }).images;
  }

  notes(): string[] {
    return this.#resolved.flatMap((resolved) => [...unusedGlobs(resolved), ...this.#unreadSettings(resolved)]);
  }

  async registry(): Promise<Registry> {
    return (await this.#for(this.#request.cwd)).registry;
  }

  async print(file: string): Promise<PrintedConfig> {
    const resolved = await this.#for(path.dirname(file));
    const effective = this.#effective(resolved, matchesOf(resolved, file));
    const { schema, lazyAttributes, imagesRoot, yaml } = await this.#plan(effective, resolved);
    const rules = [...resolved.registry.rules]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((rule) => {
        const { severity, options } = effective.rules.get(rule.name) ?? off;
        return [rule.name, [severity, { ...defaultsOf(rule), ...options }]] as const;
      });
    return {
      configFile: resolved.file === undefined ? null : this.#show(resolved.file),
      rules: Object.fromEntries(rules),
      schema: schema?.name ?? null,
      frontMatter: { yaml: yaml ?? "1.2" },
      images: { ...withoutPassword(await this.images()), root: imagesRoot ?? null, lazyAttributes },
      site: effective.site,
      ignored: await this.isIgnored(file, false),
    };
  }

  async #plan(
    { rules, schema, frontMatter, images, site }: Effective,
    { base: project, registry, site: whole }: Resolved,
  ): Promise<FilePlan> {
    const enabled = registry.rules.flatMap((rule): EnabledRule[] => {
      const { severity, options } = rules.get(rule.name) ?? off;
      if (severity === "off") return [];
      const complete = { ...defaultsOf(rule), ...options };
      const plugin = registry.plugins.get(rule.name);
      return [
        {
          rule,
          severity: severity === "warn" ? "warning" : "error",
          options: complete,
          ...(plugin !== undefined && { plugin: this.#show(plugin) }),
        },
      ];
    });
    return {
      rules: enabled,
      ruleNames: registry.names,
      schema: schema && (await loadSchema(schema.reference, schema.folder)),
      schemaIsChosen: schema?.isChosen,
      statedSchema:
        this.#request.cli?.schema === undefined
          ? (reference, article) => loadStatedSchema(reference, article, project)
          : undefined,
      lazyAttributes: images.lazyAttributes ?? defaultLazyAttributes,
      imagesRoot: images.root,
      yaml: frontMatter.yaml,
      pageContext: site.url === undefined ? undefined : pageContextOf(site.url, site.referrerPolicy),
      site: whole,
    };
  }

  /** The layers one on the other, the weakest first: of each what it says of all files, then its overrides. */
  #effective({ layers }: Resolved, matches: Matches): Effective {
    const { cwd, cli } = this.#request;
    const rules = new Map<string, Setting>();
    let images: ImagesConfig = {};
    let frontMatter: FrontMatterConfig = {};
    let site: SiteConfig = {};
    let schema: Effective["schema"] = { reference: "preset:article", folder: cwd, isChosen: false };
    const apply = (
      part: Pick<ConfigOverride, "rules" | "frontMatter"> & { images?: ImagesConfig },
      folder: string,
    ): void => {
      for (const [name, setting] of Object.entries(part.rules ?? {})) {
        const [severity, options] =
          // A severity alone leaves the options as they were set before.
          typeof setting === "string" ? [setting, rules.get(name)?.options ?? {}] : setting;
        rules.set(name, { severity, options });
      }
      frontMatter = { ...frontMatter, ...part.frontMatter };
      images = merge(images, part.images ?? {}, folder);
    };
    const use = (reference: string | false, folder: string): void => {
      schema = reference === false ? undefined : { reference, folder, isChosen: true };
    };
    for (const [at, { config, folder, schemas, overrides }] of layers.entries()) {
      apply(config, folder);
      site = { ...site, ...config.site };
      for (const [index, { schema: reference }] of schemas.entries())
        if (matches.schema === `${at}.${index}`) use(reference, folder);
      for (const [index, override] of overrides.entries()) {
        if (!matches.overrides.has(`${at}.${index}`)) continue;
        apply(override, folder);
        if (override.schema !== undefined) use(override.schema, folder);
      }
    }
    apply({ ...(cli?.rules && { rules: cli.rules }), ...(cli?.images && { images: cli.images }) }, cwd);
    if (cli?.schema !== undefined) use(cli.schema, cwd);
    return { rules, schema, frontMatter, images, site };
  }

  #for(folder: string): Promise<Resolved> {
    if (this.#everywhere) return this.#everywhere;
    let found = this.#byFolder.get(folder);
    if (!found) {
      found = this.#find(folder);
      this.#byFolder.set(folder, found);
    }
    return found;
  }

  async #find(folder: string): Promise<Resolved> {
    const { cwd, configCode = true } = this.#request;
    const file = await configFileIn(folder, configCode);
    if (file !== undefined) {
      if (configCode && isCode(file) && !(await isOwn(file, cwd)))
        throw new UserError(
          t(
            "config.foreignCode",
            "Untrusted configuration {file}: it is code, and it is outside the working directory or belongs to another user, so stet does not run it.",
            { file: this.#show(file) },
          ),
          t("config.trustCode", "Run stet in that folder, or trust the file with --config FILE."),
        );
      let resolved = this.#byFile.get(file);
      if (!resolved) {
        resolved = this.#read(file).then((reading) => this.#resolve(file, folder, reading));
        this.#byFile.set(file, resolved);
      }
      return resolved;
    }
    const parent = path.dirname(folder);
    if (parent !== folder) return this.#for(parent);
    this.#nowhere ??= this.#withoutFile();
    return this.#nowhere;
  }

  #read(file: string): Promise<Reading> {
    return this.#reader.read(file, this.#request.preset);
  }

  #withoutFile(): Promise<Resolved> {
    const { cwd, preset = "recommended" } = this.#request;
    const layers = [this.#reader.preset(preset, "--preset")];
    return this.#resolve(undefined, cwd, { layers, registry: this.#reader.registry });
  }

  async #resolve(file: string | undefined, base: string, { layers, registry }: Reading): Promise<Resolved> {
    const ignores = layers.flatMap(({ config }) => config.ignores ?? []);
    const content = layers.findLast(({ config }) => config.site?.content !== undefined)?.config.site?.content;
    const resolved: Resolved = {
      file,
      base,
      registry,
      layers: layers.map((layer) => ({
        ...layer,
        overrides: (layer.config.overrides ?? []).map((override) => ({
          ...override,
          globs: [override.files].flat().map(fileGlob),
        })),
        schemas: Object.entries(layer.config.schemas ?? {}).map(([glob, schema]) => ({ glob: fileGlob(glob), schema })),
      })),
      ignores: ignores.length > 0 ? (await import("ignore")).default({ ignorecase: false }).add(ignores) : undefined,
      usedIgnores: new Set(),
      site: content === undefined ? undefined : { base, content: [content].flat() },
      plans: new Map(),
      searched: false,
    };
    this.#resolved.push(resolved);
    return resolved;
  }

  /** The network is set up once for a run: what a configuration of a folder below says about it is not read. */
  #unreadSettings({ file, base, layers }: Resolved): string[] {
    const { cwd } = this.#request;
    const isBelow = base !== cwd && !/^\.\.(?:\/|$)/.test(relativeTo(cwd, base));
    if (this.#everywhere || file === undefined || !isBelow) return [];
    const unread = Object.keys(layers.at(-1)?.config.images ?? {}).filter((key) => !perFile.has(key));
    if (unread.length === 0) return [];
    return [
      t(
        "config.notRead.images",
        "{file}: images.{keys} has no effect here. Set it in the configuration of the folder in which you start stet.",
        { file: this.#show(file), keys: unread.join(", images.") },
      ),
    ];
  }

  #show(file: string): string {
    return relativeTo(this.#request.cwd, file) || ".";
  }
}

/** As it may be shown. */
function withoutPassword(config: ImagesConfig): ImagesConfig {
  const { sharedCache, hosts } = config;
  const hidden = Object.entries(hosts ?? {}).map(([host, { headers, ...rest }]) => {
    // Only what the environment holds is surely no secret as it is written.
    const shown = Object.entries(headers ?? {}).map(([name, value]) => [name, /\$\{\w+\}/.test(value) ? value : "***"]);
    return [host, { ...rest, ...(headers && { headers: Object.fromEntries(shown) }) }];
  });
  const images = { ...config, ...(hosts && { hosts: Object.fromEntries(hidden) }) };
  if (sharedCache === undefined || !URL.canParse(sharedCache)) return images;
  const url = new URL(sharedCache);
  if (url.password !== "") url.password = "***";
  return { ...images, sharedCache: url.href };
}

function pageContextOf(url: string, referrerPolicy: string = defaultReferrerPolicy): PageContext {
  if (!URL.canParse(url))
    throw new UserError(
      t("config.siteUrl", 'Invalid URL "{url}" in site.url.', { url }),
      t("config.siteUrl.use", "Use the URL that readers see, for example https://news.example/."),
    );
  return { page: new URL(url).href, referrerPolicy };
}

const off: Setting = { severity: "off", options: {} };

/** What of `images` can differ from file to file. */
const perFile: ReadonlySet<string> = new Set(["root", "lazyAttributes"]);

const relativeTo = (base: string, file: string): string => path.relative(base, file).replaceAll(path.sep, "/");

/** Every glob is asked, since it is noted which ones ever match. */
function matchesOf({ base, layers }: Resolved, file: string): Matches {
  const relative = relativeTo(base, file);
  const matching = new Set<string>();
  let schema: string | undefined;
  for (const [at, { overrides, schemas }] of layers.entries()) {
    for (const [index, { globs }] of overrides.entries())
      for (const glob of globs) if (glob.matches(relative)) matching.add(`${at}.${index}`);
    for (const [index, { glob }] of schemas.entries()) if (glob.matches(relative)) schema = `${at}.${index}`;
  }
  return { overrides: matching, schema };
}

/** Only of the file itself: what it extends is made for other folders too. */
function unusedGlobs({ file, base, layers, usedIgnores, searched }: Resolved): string[] {
  const own = layers.at(-1);
  if (file === undefined || !own || !searched) return [];
  const note = (key: string, globs: readonly string[]): string[] =>
    globs.map((glob) =>
      t("config.unusedGlob", '{config}: "{glob}" in {key} matches no file.', { config: own.name, glob, key }),
    );
  const unused = (globs: readonly FileGlob[]) => globs.filter(({ used }) => !used).map(({ glob }) => glob);
  return [
    ...note(
      "ignores",
      (own.config.ignores ?? []).filter((line) => !usedIgnores.has(line) && !namesSomething(base, line)),
    ),
    ...note("schemas", unused(own.schemas.map(({ glob }) => glob))),
    ...note("overrides", unused(own.overrides.flatMap(({ globs }) => globs))),
  ];
}

/** Whether a line of `ignores` names what is there: an ignore file, or stet itself, has left it out before. */
function namesSomething(base: string, line: string): boolean {
  const clean = line
    .trim()
    .replace(/^!?\/*/, "")
    .replace(/\/\*{1,2}$/, "");
  return clean === "" || clean.startsWith("#") || existsSync(path.join(base, clean));
}

function defaultsOf(rule: AnyRule): Record<string, unknown> {
  return Object.fromEntries(Object.entries<Option>(rule.options ?? {}).map(([name, option]) => [name, option.default]));
}

/** Key by key, the later one wins; of time limits and headers, each for itself. */
function merge(earlier: ImagesConfig, later: ImagesConfig, folder: string): ImagesConfig {
  return {
    ...earlier,
    ...later,
    ...((earlier.timeouts || later.timeouts) && { timeouts: { ...earlier.timeouts, ...later.timeouts } }),
    ...((earlier.headers || later.headers) && { headers: { ...earlier.headers, ...later.headers } }),
    ...(later.root !== undefined && { root: path.resolve(folder, later.root) }),
    ...(later.ledger !== undefined && { ledger: path.resolve(folder, later.ledger) }),
    ...(later.ca !== undefined && { ca: path.resolve(folder, later.ca) }),
    ...((earlier.hosts || later.hosts) && { hosts: { ...earlier.hosts, ...later.hosts } }),
  };
}
