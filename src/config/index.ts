/** What applies to which file: the nearest configuration, what it extends, and its overrides in order. */
import { existsSync } from "node:fs";
import path from "node:path";
import ignore, { type Ignore } from "ignore";
import picomatch from "picomatch";
import { defaultLazyAttributes } from "../article/lazy-attributes.js";
import { UserError } from "../errors.js";
import { type AnyRule, suggest } from "../rule.js";
import { type CompiledSchema, loadSchema, schemaFile } from "../schema/index.js";
import { configIn, extendedFile, type Layer, readLayer } from "./files.js";
import type { EnabledRule, FilePlan, ImagesConfig, PrintedConfig, RuleSetting } from "./types.js";

export interface ConfigsRequest {
  /** Absolute. */
  readonly cwd: string;
  /** Use this file for everything instead of looking upward. */
  readonly configFile?: string;
  readonly noConfig?: boolean;
  readonly registry: readonly AnyRule[];
  /** From the command line; stronger than every file. Paths are relative to `cwd`. */
  readonly cli?: {
    readonly rules?: Readonly<Record<string, RuleSetting>>;
    readonly schema?: string;
    readonly images?: ImagesConfig;
    readonly extensions?: readonly string[];
  };
}

export interface Configs {
  planFor(file: string): Promise<FilePlan>;
  isIgnored(file: string, isFolder: boolean): Promise<boolean>;
  extensions(folder: string): Promise<readonly string[]>;
  /** The settings of the run's network: those of the configuration that applies to `cwd`. */
  images(): Promise<ImagesConfig>;
  /** After the run: globs of overrides and schemas that no file matched. */
  notes(): string[];
  print(file: string): Promise<PrintedConfig>;
}

export const defaultExtensions: readonly string[] = [".md", ".markdown", ".html", ".htm"];

const presets: Readonly<Record<string, (rule: AnyRule) => "off" | "warn" | "error">> = {
  "stet:recommended": ({ severity }) => (severity === "warning" ? "warn" : severity),
  "stet:all": ({ severity }) => (severity === "error" ? "error" : "warn"),
};

type RuleState = readonly [severity: "off" | "warn" | "error", options: Readonly<Record<string, unknown>>];

interface Matcher {
  readonly glob: string;
  readonly owner: string;
  used: boolean;
  matches(file: string): boolean;
}
interface Override {
  readonly matchers: readonly Matcher[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly schema: string | false | undefined;
  readonly root: string | undefined;
  readonly lazyAttributes: readonly string[] | undefined;
}

/** One configuration with all that it extends, ready to be asked about files. */
interface Resolved {
  readonly file: string | undefined;
  readonly rules: ReadonlyMap<string, RuleState>;
  readonly overrides: readonly Override[];
  readonly schemas: readonly { readonly matcher: Matcher; readonly schema: string | false }[];
  readonly images: ImagesConfig;
  readonly extensions: readonly string[];
  readonly ignores: readonly { readonly folder: string; readonly patterns: Ignore }[];
  readonly plans: Map<string, Promise<FilePlan>>;
}

export async function openConfigs(request: ConfigsRequest): Promise<Configs> {
  const { cwd, registry, cli = {} } = request;
  const byName = new Map(registry.map((rule) => [rule.name as string, rule]));
  checkRuleNames(cli.rules ?? {}, byName);
  const byFolder = new Map<string, Promise<Resolved>>();
  const byFile = new Map<string, Promise<Resolved>>();
  const opened: Resolved[] = [];

  const open = (file: string | undefined): Promise<Resolved> => {
    const key = file ?? "";
    let resolved = byFile.get(key);
    if (!resolved) {
      resolved = resolve(file, request, byName).then((config) => {
        opened.push(config);
        return config;
      });
      byFile.set(key, resolved);
    }
    return resolved;
  };
  const forFolder = (folder: string): Promise<Resolved> => {
    let resolved = byFolder.get(folder);
    if (!resolved) {
      resolved = configIn(folder).then((file) => {
        const parent = path.dirname(folder);
        return file !== undefined || parent === folder ? open(file) : forFolder(parent);
      });
      byFolder.set(folder, resolved);
    }
    return resolved;
  };
  const { configFile } = request;
  if (configFile !== undefined && !existsSync(path.resolve(cwd, configFile)))
    throw new UserError(`there is no configuration ${configFile}`, "check the path given to --config");
  const configOf = (folder: string): Promise<Resolved> =>
    request.noConfig
      ? open(undefined)
      : configFile !== undefined
        ? open(path.resolve(cwd, configFile))
        : forFolder(folder);

  const plan = async (file: string): Promise<FilePlan> => {
    const config = await configOf(path.dirname(file));
    const overrides = config.overrides.filter(({ matchers }) => matchers.filter((one) => one.matches(file)).length > 0);
    const reference = cli.schema ?? schemaFor(file, config, overrides);
    const key = `${overrides.map((one) => config.overrides.indexOf(one)).join()} ${reference}`;
    let known = config.plans.get(key);
    if (!known) {
      known = buildPlan(config, overrides, reference, request, byName);
      config.plans.set(key, known);
    }
    return known;
  };

  const configs: Configs = {
    planFor: plan,
    async isIgnored(file, isFolder) {
      const config = await configOf(path.dirname(file));
      return config.ignores.some(({ folder, patterns }) => {
        const relative = path.relative(folder, file).replaceAll(path.sep, "/");
        if (relative === "" || relative.startsWith("../")) return false;
        return patterns.ignores(isFolder ? `${relative}/` : relative);
      });
    },
    extensions: async (folder) => cli.extensions ?? (await configOf(folder)).extensions,
    images: async () => ({ ...(await configOf(cwd)).images, ...cli.images }),
    notes: () =>
      opened.flatMap(({ overrides, schemas }) =>
        [...overrides.flatMap(({ matchers }) => matchers), ...schemas.map(({ matcher }) => matcher)]
          .filter(({ used, owner }) => !used && owner !== "")
          .map(({ glob, owner }) => `${shown(cwd, owner)}: "${glob}" matched no file of this run`),
      ),
    async print(file) {
      const config = await configOf(path.dirname(file));
      const { rules, schema, lazyAttributes, imagesRoot } = await plan(file);
      const on = new Map(rules.map(({ rule, severity, options }) => [rule.name as string, { severity, options }]));
      return {
        configFile: config.file ?? null,
        rules: Object.fromEntries(
          registry.map(({ name }) => {
            const state = on.get(name);
            return [name, [state ? (state.severity === "warning" ? "warn" : "error") : "off", state?.options ?? {}]];
          }),
        ),
        schema: schema?.name ?? null,
        images: { ...config.images, ...cli.images, root: imagesRoot ?? null, lazyAttributes },
        ignored: await configs.isIgnored(file, false),
      };
    },
  };
  return configs;
}

const shown = (cwd: string, file: string): string => path.relative(cwd, file).replaceAll(path.sep, "/") || file;

/** The layers of a configuration, the weakest first. */
async function layersOf(layer: Layer, chain: readonly string[]): Promise<(Layer | { readonly preset: string })[]> {
  const references = [layer.config.extends ?? "stet:recommended"].flat();
  const layers: (Layer | { readonly preset: string })[] = [];
  for (const reference of references) {
    if (Object.hasOwn(presets, reference)) layers.push({ preset: reference });
    else if (reference.startsWith("stet:")) {
      const [meant = "stet:recommended"] = suggest(reference, Object.keys(presets));
      throw new UserError(`${layer.file} extends "${reference}", which is no preset`, `did you mean "${meant}"?`);
    } else {
      const file = extendedFile(reference, layer);
      if (chain.includes(file))
        throw new UserError(`configurations extend each other in a circle: ${[...chain, file].join(" -> ")}`);
      layers.push(...(await layersOf(await readLayer(file), [...chain, file])));
    }
  }
  layers.push(layer);
  return layers;
}

async function resolve(
  file: string | undefined,
  { cwd, registry }: ConfigsRequest,
  byName: ReadonlyMap<string, AnyRule>,
): Promise<Resolved> {
  const layers = file === undefined ? [{ preset: "stet:recommended" }] : await layersOf(await readLayer(file), [file]);
  const rules = new Map<string, RuleState>();
  const overrides: Override[] = [];
  const everything: Matcher = { glob: "**", owner: "", used: true, matches: () => true };
  const schemas: { matcher: Matcher; schema: string | false }[] = [{ matcher: everything, schema: "preset:article" }];
  const ignores: { folder: string; patterns: Ignore }[] = [];
  let images: ImagesConfig = {};
  let extensions = defaultExtensions;
  for (const layer of layers) {
    if ("preset" in layer) {
      for (const rule of registry) {
        const severity = presets[layer.preset]?.(rule) ?? "off";
        rules.set(rule.name, [severity, rules.get(rule.name)?.[1] ?? {}]);
      }
      continue;
    }
    const { config, folder } = layer;
    const absolute = (reference: string) =>
      reference.startsWith("preset:") ? reference : path.resolve(folder, reference);
    checkRuleNames(config.rules ?? {}, byName, layer.file);
    merge(rules, config.rules ?? {});
    for (const [glob, schema] of Object.entries(config.schemas ?? {}))
      schemas.push({ matcher: matcherOf(glob, layer), schema: schema === false ? false : absolute(schema) });
    for (const override of config.overrides ?? []) {
      checkRuleNames(override.rules ?? {}, byName, layer.file);
      overrides.push({
        matchers: [override.files].flat().map((glob) => matcherOf(glob, layer)),
        rules: override.rules ?? {},
        schema: typeof override.schema === "string" ? absolute(override.schema) : override.schema,
        root: override.images?.root === undefined ? undefined : path.resolve(folder, override.images.root),
        lazyAttributes: override.images?.lazyAttributes,
      });
    }
    const { root } = config.images ?? {};
    images = { ...images, ...config.images, ...(root !== undefined && { root: path.resolve(folder, root) }) };
    extensions = config.extensions ?? extensions;
    if (config.ignores) ignores.push({ folder, patterns: ignore().add(config.ignores) });
  }
  // A schema that cannot be found is wrong whether or not an article matches it; say so before the first one.
  for (const { schema } of schemas) if (schema !== false) schemaFile(schema, cwd);
  return { file, rules, overrides, schemas, images, extensions, ignores, plans: new Map() };
}

/** A glob relative to its configuration file; without a slash it matches names at any depth, as in a gitignore. */
function matcherOf(glob: string, { folder, file }: Layer): Matcher {
  const isMatch = picomatch(glob.replace(/^\.\//, ""), { dot: true, matchBase: !glob.includes("/") });
  return {
    glob,
    owner: file,
    used: false,
    matches(article) {
      const relative = path.relative(folder, article).replaceAll(path.sep, "/");
      const matched = !relative.startsWith("../") && isMatch(relative);
      if (matched) this.used = true;
      return matched;
    },
  };
}

/** A severity alone keeps the options set before; `[severity, options]` replaces them. */
function merge(rules: Map<string, RuleState>, settings: Readonly<Record<string, RuleSetting>>): void {
  for (const [name, setting] of Object.entries(settings)) {
    if (typeof setting === "string") rules.set(name, [setting, rules.get(name)?.[1] ?? {}]);
    else rules.set(name, [setting[0], setting[1] ?? rules.get(name)?.[1] ?? {}]);
  }
}

function checkRuleNames(
  settings: Readonly<Record<string, unknown>>,
  known: ReadonlyMap<string, AnyRule>,
  file?: string,
) {
  for (const name of Object.keys(settings)) {
    if (known.has(name)) continue;
    const [meant] = suggest(name, known.keys());
    throw new UserError(
      `${file ? `${file}: ` : ""}there is no rule "${name}"`,
      meant ? `did you mean "${meant}"?` : "see stet rules for all of them",
    );
  }
}

function schemaFor(file: string, { schemas }: Resolved, overrides: readonly Override[]): string | false {
  let reference: string | false = false;
  for (const { matcher, schema } of schemas) if (matcher.matches(file)) reference = schema;
  for (const { schema } of overrides) if (schema !== undefined) reference = schema;
  return reference;
}

async function buildPlan(
  config: Resolved,
  overrides: readonly Override[],
  reference: string | false,
  { cwd, registry, cli = {} }: ConfigsRequest,
  byName: ReadonlyMap<string, AnyRule>,
): Promise<FilePlan> {
  const states = new Map(config.rules);
  for (const override of overrides) merge(states, override.rules);
  merge(states, cli.rules ?? {});
  const rules = registry.flatMap(({ name }): EnabledRule[] => {
    const rule = byName.get(name);
    const [severity, options] = states.get(name) ?? ["off", {}];
    if (!rule || severity === "off") return [];
    const defaults = Object.fromEntries(
      Object.entries(rule.options ?? {}).map(([key, option]) => [key, (option as { default: unknown }).default]),
    );
    return [{ rule, severity: severity === "warn" ? "warning" : "error", options: { ...defaults, ...options } }];
  });
  const root = cli.images?.root ?? overrides.findLast((one) => one.root !== undefined)?.root ?? config.images.root;
  const schema: CompiledSchema | undefined = reference === false ? undefined : await loadSchema(reference, cwd);
  return {
    rules,
    schema,
    lazyAttributes:
      overrides.findLast((one) => one.lazyAttributes)?.lazyAttributes ??
      config.images.lazyAttributes ??
      defaultLazyAttributes,
    imagesRoot: root === undefined ? undefined : path.resolve(cwd, root),
  };
}
