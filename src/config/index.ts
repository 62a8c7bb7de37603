/** What applies to a file: the nearest configuration upward from its folder, with all that it extends. */
import path from "node:path";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { defaultExtensions } from "./config-schema.js";
import { type Effective, effectiveSettings } from "./effective.js";
import { configFileIn, isCode, isOwn } from "./file.js";
import { LayerReader, type Reading, type Registry } from "./layers.js";
import { planOf } from "./plan.js";
import { printed } from "./print.js";
import { type Matches, matchesOf, type Resolved, relativeTo, resolve, unusedGlobs } from "./resolved.js";
import type { ConfigRequest, FilePlan, ImagesConfig, PrintedConfig } from "./types.js";

export { defaultExtensions } from "./config-schema.js";
export type { Registry } from "./layers.js";
export type { ConfigRequest } from "./types.js";

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
    return printed(
      resolved,
      effective,
      await this.#plan(effective, resolved),
      await this.images(),
      await this.isIgnored(file, false),
      (other) => this.#show(other),
    );
  }

  #plan(effective: Effective, resolved: Resolved): Promise<FilePlan> {
    return planOf(effective, resolved, this.#request, (file) => this.#show(file));
  }

  #effective(resolved: Resolved, matches: Matches): Effective {
    return effectiveSettings(resolved, matches, this.#request);
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

  async #resolve(file: string | undefined, base: string, reading: Reading): Promise<Resolved> {
    const resolved = await resolve(file, base, reading);
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

/** What of `images` can differ from file to file. */
const perFile: ReadonlySet<string> = new Set(["root", "lazyAttributes"]);
