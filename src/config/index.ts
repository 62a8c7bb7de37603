/** Finds the configuration of a file: that of the nearest folder upward that has one, with everything it extends. */
import path from "node:path";
import { type GeneratorPlan, Generators, type LeftOut, markdownReader, plain } from "../generators/index.js";
import { t } from "../platform/i18n.js";
import { isWithin } from "../platform/tree.js";
import { defaultExtensions } from "./config-schema.js";
import { type EffectiveSettings, effectiveSettings } from "./effective.js";
import { configFileIn } from "./file.js";
import { LayerLoader, type LoadedConfig, type Registry } from "./layers.js";
import { filePlan } from "./plan.js";
import { presetRules } from "./presets.js";
import { printedConfig } from "./print.js";
import {
  type FileMatches,
  matchFile,
  type ResolvedConfig,
  relativePath,
  resolveConfig,
  unusedGlobs,
} from "./resolved.js";
import { type Trust, trustOfFound } from "./trust.js";
import type { ConfigRequest, FilePlan, FoldSetting, ImagesConfig, PrintedConfig } from "./types.js";

export { defaultExtensions } from "./config-schema.js";
export type { Registry } from "./layers.js";
export type { ConfigRequest } from "./types.js";

/** All paths are absolute. Every function throws a UserError if the configuration is invalid. */
export interface Configs {
  /** Files with the same configuration and the same matching overrides share one object. */
  planFor(file: string): Promise<FilePlan>;
  /** Whether `ignores` matches this path or a folder above it. */
  isIgnored(file: string, isFolder: boolean): Promise<boolean>;
  /** Which files of a folder the generator of its site makes no articles of. */
  leftOut(folder: string): Promise<LeftOut | undefined>;
  /** Whether a folder is in a built site. */
  isBuilt(folder: string): Promise<boolean>;
  /**
   * The file extensions to look for in a folder.
   *
   * @param isSearch whether the whole folder is searched; only then can `notes` report unused globs.
   */
  extensions(folder: string, isSearch?: boolean): Promise<readonly string[]>;
  /** The settings for requests. A run uses those of the working directory. `root` is absolute. */
  images(): Promise<ImagesConfig>;
  /** Whether reports fold violations. A run uses the setting of the working directory. */
  folds(): Promise<FoldSetting>;
  /**
   * After a run, the settings that had no effect: globs that matched no file (if the folder of the configuration was
   * searched), and request settings below the working directory.
   */
  notes(): string[];
  /** After a run with --untrusted: the settings that it did not use, and those that can hide problems. */
  trustNotes(): string[];
  /** All rules in the working directory, including those of plugins. */
  registry(): Promise<Registry>;
  print(file: string): Promise<PrintedConfig>;
}

/** @throws UserError if the file of --config is invalid, or the command line sets an unknown rule. */
export async function openConfigs(request: ConfigRequest): Promise<Configs> {
  const configs = new ConfigLookup(request);
  await configs.load();
  return configs;
}

class ConfigLookup implements Configs {
  readonly #request: ConfigRequest;
  readonly #loader: LayerLoader;
  readonly #byFolder = new Map<string, Promise<ResolvedConfig>>();
  readonly #byFile = new Map<string, Promise<ResolvedConfig>>();
  readonly #resolved: ResolvedConfig[] = [];
  readonly #generators: Generators;
  /** A configuration may apply to several sites. */
  readonly #byGenerator = new WeakMap<Promise<FilePlan>, Map<GeneratorPlan, Promise<FilePlan>>>();
  /** The configuration of all files, if none is searched for (--config, --no-config). */
  #fixed: Promise<ResolvedConfig> | undefined;
  /** The configuration of files for which none was found. */
  #fallback: Promise<ResolvedConfig> | undefined;

  constructor(request: ConfigRequest) {
    this.#request = request;
    this.#loader = new LayerLoader(request.registry, (file) => this.#show(file), request.cwd);
    this.#generators = new Generators(request.untrusted ? request.cwd : undefined);
  }

  async load(): Promise<void> {
    const { cwd, configFile, noConfig, preset, cli } = this.#request;
    if (preset !== undefined) this.#loader.preset(preset, "--preset");
    if (configFile !== undefined) {
      const file = path.resolve(cwd, configFile);
      this.#fixed = this.#read(file, this.#trustOfNamed(), true).then((loaded) =>
        this.#resolve(file, path.dirname(file), loaded),
      );
      await this.#fixed;
    } else if (noConfig) {
      this.#fixed = this.#presetOnly();
    }
    const { rules, images, extensions, generator } = cli ?? {};
    if (!rules && !images && !extensions && !generator) return;
    const cliConfig = {
      ...(rules && { rules }),
      ...(images && { images }),
      ...(extensions && { extensions }),
      ...(generator && { generator }),
    };
    // Plugins are needed only for rules that stet does not have; loading them requires the configuration.
    const areBuiltIn = Object.keys(rules ?? {}).every((name) => this.#loader.registry.names.has(name));
    const registry = areBuiltIn ? this.#loader.registry : (await this.#configFor(cwd)).registry;
    await this.#loader.validate(
      cliConfig,
      () => t("config.commandLine", "the command line"),
      t("config.commandLine", "the command line"),
      registry,
    );
  }

  async planFor(file: string): Promise<FilePlan> {
    const resolved = await this.#configFor(path.dirname(file));
    const matches = matchFile(resolved, file);
    const key = `${[...matches.overrides].join(" ")}, ${matches.schema}`;
    let plan = resolved.plans.get(key);
    if (!plan) {
      plan = this.#plan(this.#effective(resolved, matches), resolved);
      resolved.plans.set(key, plan);
    }
    const generator = await this.#generatorOf(file, await plan);
    if (generator?.id === "built" && this.#request.preset === undefined) {
      const builtKey = `built ${key}`;
      plan = resolved.plans.get(builtKey) ?? this.#builtPlan(resolved, matches);
      resolved.plans.set(builtKey, plan);
    }
    return generator ? this.#withGenerator(plan, generator) : plan;
  }

  /**
   * The plan of a page of a built site: the rules of its preset instead of those of the configuration, which are for the sources.
   * Overrides for such files, and rules of the command line, still count.
   */
  #builtPlan(resolved: ResolvedConfig, matches: FileMatches): Promise<FilePlan> {
    const rules = presetRules("built-site", resolved.registry.rules);
    const layers = resolved.layers.map((layer, at) => {
      const { rules: _, ...config } = layer.config;
      return { ...layer, config: at === 0 && rules ? { ...config, rules } : config };
    });
    const effective = this.#effective({ ...resolved, layers }, matches);
    return this.#plan({ ...effective, schema: undefined }, { ...resolved, site: undefined });
  }

  async #generatorOf(file: string, { chosenGenerator, schema, schemaIsChosen, siteOutput, siteRoutes }: FilePlan) {
    const chosenSchema = schemaIsChosen ? schema?.name : undefined;
    const found = await this.#generators.of(file, chosenGenerator, chosenSchema, siteOutput);
    return found && siteRoutes ? this.#generators.withRoutes(found, siteRoutes) : found;
  }

  #withGenerator(plan: Promise<FilePlan>, generator: GeneratorPlan): Promise<FilePlan> {
    const plans = this.#byGenerator.get(plan) ?? new Map<GeneratorPlan, Promise<FilePlan>>();
    this.#byGenerator.set(plan, plans);
    const made =
      plans.get(generator) ?? plan.then((common) => ({ ...common, yaml: common.yaml ?? generator.yaml, generator }));
    plans.set(generator, made);
    return made;
  }

  async isIgnored(file: string, isFolder: boolean): Promise<boolean> {
    const { base, ignores, usedIgnores } = await this.#configFor(isFolder ? file : path.dirname(file));
    const relative = relativePath(base, file);
    if (!ignores || relative === "" || relative.startsWith("../") || path.isAbsolute(relative)) return false;
    const { ignored, rule } = ignores.test(isFolder ? `${relative}/` : relative);
    if (rule) usedIgnores.add(rule.pattern);
    return ignored;
  }

  async leftOut(folder: string): Promise<LeftOut | undefined> {
    // The configuration of a generator that nobody knows must not hide articles.
    if (this.#request.untrusted) return undefined;
    const resolved = await this.#configFor(folder);
    const found = (await this.#generatorIn(folder, resolved))?.leftOut(folder);
    // Extensions that are configured are meant.
    return found?.except && this.#configuredExtensions(resolved) ? { ...found, except: undefined } : found;
  }

  async isBuilt(folder: string): Promise<boolean> {
    return (await this.#generatorIn(folder, await this.#configFor(folder)))?.id === "built";
  }

  #generatorIn(folder: string, resolved: ResolvedConfig): Promise<GeneratorPlan | undefined> {
    const { generator, site } = this.#effective(resolved, { overrides: new Set(), schema: undefined });
    return this.#generators.ofFolder(folder, generator, undefined, site.output);
  }

  #configuredExtensions({ layers }: ResolvedConfig): readonly string[] | undefined {
    return this.#request.cli?.extensions ?? layers.findLast(({ config }) => config.extensions)?.config.extensions;
  }

  async extensions(folder: string, isSearch = true): Promise<readonly string[]> {
    const resolved = await this.#configFor(folder);
    if (isSearch && folder === resolved.base) resolved.searched = true;
    const configured = this.#configuredExtensions(resolved);
    if (configured) return configured;
    return (await this.isBuilt(folder)) ? builtPages : defaultExtensions;
  }

  async images(): Promise<ImagesConfig> {
    return (await this.#runSettings()).images;
  }

  async folds(): Promise<FoldSetting> {
    return (await this.#runSettings()).fold;
  }

  /** The settings of the working directory, for the run as a whole. */
  async #runSettings(): Promise<EffectiveSettings> {
    return this.#effective(await this.#configFor(this.#request.cwd), { overrides: new Set(), schema: undefined });
  }

  notes(): string[] {
    return this.#resolved.flatMap((resolved) => [...unusedGlobs(resolved), ...this.#ignoredSettings(resolved)]);
  }

  trustNotes(): string[] {
    const { cwd } = this.#request;
    const sites = this.#generators
      .found()
      .flatMap(({ name, root }) =>
        root !== undefined && isWithin(root, cwd)
          ? [
              t(
                "config.foundGenerator",
                "--untrusted: articles in {folder} are read as {generator} reads them, because of the files of a site.",
                { folder: this.#show(root), generator: name },
              ),
            ]
          : [],
      );
    return [...new Set([...this.#resolved.flatMap((resolved) => resolved.trustNotes), ...sites])];
  }

  async registry(): Promise<Registry> {
    return (await this.#configFor(this.#request.cwd)).registry;
  }

  async print(file: string): Promise<PrintedConfig> {
    const resolved = await this.#configFor(path.dirname(file));
    const effective = this.#effective(resolved, matchFile(resolved, file));
    const plan = await this.#plan(effective, resolved);
    const generator = await this.#generatorOf(file, plan);
    const { parser, dialect } = generator?.markdown ?? markdownReader(plain);
    return printedConfig(
      resolved,
      effective,
      { ...plan, generator, markdown: { parser, ...dialect(file, {}) } },
      await this.images(),
      await this.isIgnored(file, false),
      (shown) => this.#show(shown),
    );
  }

  #plan(effective: EffectiveSettings, resolved: ResolvedConfig): Promise<FilePlan> {
    return filePlan(effective, resolved, this.#request, (file) => this.#show(file));
  }

  #effective(resolved: ResolvedConfig, matches: FileMatches): EffectiveSettings {
    return effectiveSettings(resolved, matches, this.#request);
  }

  #configFor(folder: string): Promise<ResolvedConfig> {
    if (this.#fixed) return this.#fixed;
    let found = this.#byFolder.get(folder);
    if (!found) {
      found = this.#find(folder);
      this.#byFolder.set(folder, found);
    }
    return found;
  }

  async #find(folder: string): Promise<ResolvedConfig> {
    const { cwd, configCode = true, untrusted = false } = this.#request;
    const file = await configFileIn(folder, configCode && !untrusted);
    if (file !== undefined) {
      let resolved = this.#byFile.get(file);
      if (!resolved) {
        const trust = trustOfFound(file, { cwd, configCode, untrusted });
        resolved = trust
          .then((known) => this.#read(file, known, false))
          .then((loaded) => this.#resolve(file, folder, loaded));
        this.#byFile.set(file, resolved);
      }
      return resolved;
    }
    const parent = path.dirname(folder);
    if (parent !== folder) return this.#configFor(parent);
    this.#fallback ??= this.#presetOnly();
    return this.#fallback;
  }

  #read(file: string, trust: Trust, isNamed: boolean): Promise<LoadedConfig> {
    return this.#loader.load({ file, trust, isNamed }, this.#request.preset);
  }

  /** How much the configuration of --config is trusted. */
  #trustOfNamed(): Trust {
    const { configCode = true, untrusted = false } = this.#request;
    return untrusted ? "untrusted" : configCode ? "all" : "named";
  }

  #presetOnly(): Promise<ResolvedConfig> {
    const { cwd, preset = "recommended" } = this.#request;
    const layers = [this.#loader.preset(preset, "--preset")];
    return this.#resolve(undefined, cwd, { layers, registry: this.#loader.registry, trustNotes: [] });
  }

  async #resolve(file: string | undefined, base: string, loaded: LoadedConfig): Promise<ResolvedConfig> {
    const resolved = await resolveConfig(file, base, loaded);
    this.#resolved.push(resolved);
    return resolved;
  }

  /** Settings of a run in folders below the working directory: they have no effect, since a run has one set of them. */
  #ignoredSettings({ file, base, layers }: ResolvedConfig): string[] {
    const { cwd } = this.#request;
    const isBelow = base !== cwd && !/^\.\.(?:\/|$)/.test(relativePath(cwd, base));
    if (this.#fixed || file === undefined || !isBelow) return [];
    const config = layers.at(-1)?.config ?? {};
    const ignored = Object.keys(config.images ?? {}).filter((key) => !perFileImageKeys.has(key));
    const fold =
      config.fold === undefined
        ? []
        : [
            t(
              "config.notRead.fold",
              "{file}: fold has no effect here. Set it in the configuration of the folder in which you start stet.",
              { file: this.#show(file) },
            ),
          ];
    if (ignored.length === 0) return fold;
    return [
      ...fold,
      t(
        "config.notRead.images",
        "{file}: images.{keys} has no effect here. Set it in the configuration of the folder in which you start stet.",
        { file: this.#show(file), keys: ignored.join(", images.") },
      ),
    ];
  }

  #show(file: string): string {
    return relativePath(this.#request.cwd, file) || ".";
  }
}

/** The pages of a built site, and the sitemaps that list them. */
const builtPages = [".html", ".htm", "sitemap.xml", "sitemap-0.xml"];

/** The keys of `images` that can differ between files. */
const perFileImageKeys: ReadonlySet<string> = new Set(["root", "lazyAttributes"]);
