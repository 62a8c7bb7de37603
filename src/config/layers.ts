/** Loads a configuration with everything it extends: layers, weakest first, each validated against the schema. */
import path from "node:path";
import { suggest } from "../article/suggest.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import type { AnyRule } from "../rule.js";
import { type CompiledSchema, compileSchema } from "../schema/index.js";
import type { SchemaProblem } from "../schema/types.js";
import { configSchema } from "./config-schema.js";
import { type ConfigSource, isCode, isPath, readConfigFile, resolveReference } from "./file.js";
import { type CollectedFile, inOrder, type PresetLayer } from "./layer-order.js";
import { loadPlugin } from "./plugins.js";
import { presetFold, presetNames, presetRules } from "./presets.js";
import {
  allowsCode,
  limited,
  limitsOf,
  packageWithin,
  privilegedIn,
  refuseOutside,
  type Trust,
  variableIn,
} from "./trust.js";
import type { Config } from "./types.js";

export interface Layer {
  /** For messages: a path, `stet:recommended`, `the command line`. */
  readonly name: string;
  /** Absolute folder of relative paths in `config`. */
  readonly folder: string;
  readonly config: Config;
  /** The folder, by its real path, that the files of paths in `config` must be in; `undefined`: anywhere. */
  readonly within?: string;
}

/** A configuration file with everything it extends. */
export interface LoadedConfig {
  /** Weakest first. */
  readonly layers: readonly Layer[];
  /** The built-in rules, and those of all plugins in these layers. */
  readonly registry: Registry;
  /** What --untrusted changed in these layers, and what they can hide. */
  readonly trustNotes: readonly string[];
}

export interface Registry {
  readonly rules: readonly AnyRule[];
  readonly names: ReadonlySet<string>;
  /** For rules of plugins: the absolute path of the plugin, by rule name. */
  readonly plugins: ReadonlyMap<string, string>;
}

/** The file that a configuration begins with, and how much it is trusted. */
interface Root {
  readonly file: string;
  readonly trust: Trust;
  readonly isNamed: boolean;
}

export class LayerLoader {
  /** The built-in rules. */
  readonly registry: Registry;
  readonly #show: (file: string) => string;
  readonly #cwd: string;
  readonly #schemas = new WeakMap<Registry, Promise<CompiledSchema>>();
  readonly #plugins = new Map<string, Promise<readonly AnyRule[]>>();
  readonly #registries = new Map<string, Registry>();

  constructor(rules: readonly AnyRule[], show: (file: string) => string, cwd: string) {
    this.#cwd = cwd;
    this.registry = { rules, names: new Set(rules.map(({ name }) => name)), plugins: new Map() };
    this.#show = show;
  }

  /**
   * The layer of a preset.
   *
   * @param reference name of the preset, with or without `stet:`.
   * @param place location of the reference, for messages.
   * @throws UserError if no preset has this name.
   */
  preset(reference: string, place: string, { rules }: Registry = this.registry): Layer {
    const [, prefix = "", name = ""] = /^(stet:)?(.*)$/s.exec(reference) ?? [];
    const settings = presetRules(name, rules);
    const fold = presetFold(name);
    if (settings)
      return {
        name: `stet:${name}`,
        folder: path.sep,
        config: { rules: settings, ...(fold !== undefined && { fold }) },
      };
    const [suggestion] = suggest(name, presetNames);
    throw new UserError(
      t("config.unknownPreset", '{place}: unknown preset "{preset}".', { place, preset: reference }),
      suggestion
        ? t("config.unknownPreset.didYouMean", 'Did you mean "{prefix}{suggestion}"?', { prefix, suggestion })
        : t("config.presets", "The presets are {presets}.", { presets: presetNames.join(", ") }),
    );
  }

  /**
   * Loads a configuration file with everything it extends.
   *
   * @param preset replaces all presets in the files.
   * @throws UserError if the file, an extended file or a plugin is invalid, or does what it is not trusted to do.
   */
  async load(root: Root, preset: string | undefined): Promise<LoadedConfig> {
    const trustNotes: string[] = [];
    const found = new Map<string, CollectedFile>();
    const startsFromRecommended = await this.#collect(root.file, root, [], found);
    const parts = inOrder(root.file, found);
    // Validation needs all files first: a file may set rules of a plugin that another file loads.
    const registry = await this.#registryOf(
      parts.filter((part) => "file" in part),
      root,
    );
    const layers: Layer[] = [];
    for (const part of parts) {
      if ("file" in part) {
        const name = this.#show(part.file);
        const config = await this.validate(part.data, part.place, name, registry);
        const folder = path.dirname(part.file);
        this.#refusePrivileges(config, name, root);
        const { limits } = part;
        const allowed = limits ? limited(config, limits, folder, name) : { config, notes: [] };
        trustNotes.push(...allowed.notes);
        layers.push({ name, folder, config: allowed.config, ...limits });
      } else if (preset === undefined) layers.push(this.preset(part.preset, part.place, registry));
    }
    // The weakest layer: a preset must not override settings of an extended file.
    if (preset !== undefined) layers.unshift(this.preset(preset, "--preset", registry));
    else if (startsFromRecommended) layers.unshift(this.preset("recommended", "stet", registry));
    return { layers, registry, trustNotes };
  }

  /** @throws UserError for a setting that the configuration is not trusted to have. */
  #refusePrivileges(config: Config, name: string, { trust }: Root): void {
    const [key] = privilegedIn(config);
    if (trust === "foreign" && key !== undefined)
      throw new UserError(
        t(
          "config.foreignSetting",
          "Untrusted configuration {file}: it belongs to another user, so stet does not use its {key}.",
          { file: name, key },
        ),
        trustFile(),
      );
    const variable = variableIn(config);
    if (trust === "no-code" && variable !== undefined)
      throw new UserError(
        t("config.noVariable", "{file} reads the environment variable {name}, which --no-config-code does not allow.", {
          file: name,
          name: variable,
        }),
        t("config.noVariable.use", "Remove it, or trust the file with --config FILE."),
      );
  }

  /** @throws UserError if the configuration is not trusted to run code. */
  #refuseCode(file: string, { trust, file: root }: Root): void {
    if (allowsCode(trust)) return;
    if (trust === "foreign" || trust === "foreign-place")
      throw new UserError(
        file === root
          ? t(
              "config.foreignCode",
              "Untrusted configuration {file}: it is code, and it is outside the working directory or belongs to another user, so stet does not run it.",
              { file: this.#show(file) },
            )
          : t(
              "config.foreignReference",
              "Untrusted configuration {file}: it runs the code {code}, and it is outside the working directory or belongs to another user, so stet does not run it.",
              { file: this.#show(root), code: this.#show(file) },
            ),
        trustFile(),
      );
    throw new UserError(
      t("config.noCode", "The configuration {file} is code, which {option} does not run.", {
        file: this.#show(file),
        option: optionOf(trust),
      }),
      t("config.noCode.use", "Use a JSON or YAML configuration (--config FILE), or none (--no-config)."),
    );
  }

  /** Reads a file and everything it extends, each file once. Returns whether one of them has no `extends`. */
  async #collect(
    file: string,
    root: Root,
    ancestors: readonly string[],
    found: Map<string, CollectedFile>,
  ): Promise<boolean> {
    if (ancestors.includes(file))
      throw new UserError(
        t("config.circular", 'Circular "extends": {files}.', {
          files: [...ancestors, file].map(this.#show).join(" -> "),
        }),
        t("config.removeExtends", 'Remove one of these "extends".'),
      );
    const known = found.get(file);
    if (known) return known.startsFromRecommended;
    if (isCode(file)) this.#refuseCode(file, root);
    const limits = root.trust === "untrusted" ? limitsOf(file, root.file, this.#cwd, root.isNamed) : undefined;
    const source = await readConfigFile(file, this.#show, limits?.within);
    const names = stringsAt(source.data, "extends");
    const bases: (string | PresetLayer)[] = [];
    let startsFromRecommended = names === undefined;
    for (const [index, name] of (names ?? []).entries()) {
      const place = source.place(["extends", index]);
      if (name.startsWith("stet:")) {
        bases.push({ preset: name, place });
        continue;
      }
      // Before the disk is accessed: an error must not show whether a file exists.
      refuseOutside(path.resolve(path.dirname(file), name), limits, name, place);
      const resolved = resolveReference(name, file, { key: "extends", place });
      const extended = await (limits && !isPath(name) ? packageWithin(resolved, limits, name, place) : resolved);
      bases.push(extended);
      startsFromRecommended =
        (await this.#collect(extended, root, [...ancestors, file], found)) || startsFromRecommended;
    }
    found.set(file, { source: { ...source, limits }, bases, startsFromRecommended });
    return startsFromRecommended;
  }

  async #registryOf(sources: readonly ConfigSource[], root: Root): Promise<Registry> {
    const files = new Set<string>();
    for (const { file, data, place } of sources)
      for (const [index, name] of (stringsAt(data, "plugins") ?? []).entries()) {
        if (root.trust === "foreign" || root.trust === "foreign-place")
          this.#refuseCode(path.resolve(path.dirname(file), name), root);
        if (!allowsCode(root.trust))
          throw new UserError(
            t("config.noPlugin", '{place}: the plugin "{plugin}" is code, which {option} does not run.', {
              place: place(["plugins", index]),
              plugin: name,
              option: optionOf(root.trust),
            }),
            t("config.noPlugin.use", "Remove the plugin, or use a configuration without plugins (--config FILE)."),
          );
        files.add(await resolveReference(name, file, { key: "plugins", place: place(["plugins", index]) }));
      }
    if (files.size === 0) return this.registry;
    const key = [...files].sort().join("\n");
    const known = this.#registries.get(key);
    if (known) return known;
    const rules = new Map(this.registry.rules.map((rule) => [rule.name, rule]));
    const plugins = new Map<string, string>();
    for (const file of files)
      for (const rule of await this.#load(file)) {
        const other = plugins.get(rule.name);
        if (other !== undefined)
          throw new UserError(
            t("config.duplicateRule", 'The plugins {first} and {second} both define the rule "{rule}".', {
              first: this.#show(other),
              second: this.#show(file),
              rule: rule.name,
            }),
            t("config.renameRule", "Use only one of the plugins, or rename a rule."),
          );
        rules.set(rule.name, rule);
        plugins.set(rule.name, file);
      }
    const registry = { rules: [...rules.values()], names: new Set(rules.keys()), plugins };
    this.#registries.set(key, registry);
    return registry;
  }

  #load(file: string): Promise<readonly AnyRule[]> {
    let rules = this.#plugins.get(file);
    if (!rules) {
      const families = new Set(this.registry.rules.map(({ name }) => name.slice(0, name.indexOf("/"))));
      rules = loadPlugin(file, this.#show(file), families);
      this.#plugins.set(file, rules);
    }
    return rules;
  }

  /** @throws UserError that lists everything that is invalid in the data. */
  async validate(
    data: unknown,
    place: (path: readonly (string | number)[]) => string,
    name: string,
    registry: Registry,
  ): Promise<Config> {
    if (typeof data !== "object" || data === null || Array.isArray(data))
      throw new UserError(
        t("config.notObject", "{place}: the configuration must be an object such as { rules: { … } }.", {
          place: place([]),
        }),
        /\.[cm]?[jt]s$/.test(name)
          ? t("config.exportDefault", "Export the configuration as the default export of the file.")
          : t("config.correctFile", "Correct the file."),
      );
    let schema = this.#schemas.get(registry);
    if (!schema) {
      schema = compileSchema(configSchema(registry.rules), "the configuration schema");
      this.#schemas.set(registry, schema);
    }
    const problems = (await schema).validate(data);
    if (problems.length === 0) return data as Config;
    const lines = problems.map((problem) => {
      const { path: steps, key, didYouMean = [] } = problem;
      const at = key === undefined ? steps : [...steps, key];
      const suggestions = didYouMean.length > 0 ? didYouMean : severitySuggestion(at, data);
      const text = messageOf(at, problem);
      // Messages of schemas may lack the final period.
      const sentence = `${place(at)}: ${/[.?!。]$/.test(text) ? text : t("config.sentence", "{text}.", { text })}`;
      return suggestions.length > 0
        ? t("config.didYouMean", "{problem} Did you mean {suggestions}?", {
            problem: sentence,
            suggestions: suggestions
              .map((one) => t("common.quoted", '"{dotted}"', { dotted: one }))
              .join(t("config.or", " or ")),
          })
        : sentence;
    });
    throw new UserError(
      lines.length === 1
        ? (lines[0] ?? "")
        : `${t("config.defects", "{file} has {count} errors:", { file: name, count: lines.length })}\n${lines.map((line) => `  ${line}`).join("\n")}`,
      t("config.seeDocs", "See docs/configuration.md for all keys."),
    );
  }
}

const trustFile = () => t("config.trustCode", "Run stet in that folder, or trust the file with --config FILE.");

const optionOf = (trust: Trust): string => (trust === "untrusted" ? "--untrusted" : "--no-config-code");

/** Reads a list of strings before the file is validated. Invalid values are left out here; validation reports them. */
function stringsAt(data: unknown, key: "extends" | "plugins"): readonly string[] | undefined {
  const value = (data as Record<string, unknown> | null | undefined)?.[key];
  if (value === undefined) return undefined;
  const values: unknown[] = [value].flat();
  return values.every((item) => typeof item === "string") ? values : [];
}

/** The message for a schema error: `Unknown rule "image/atl"`, `"images.timeouts.total" must be at least 1, but is 0`. */
function messageOf(at: readonly (string | number)[], { key, kind, message, ownWords }: SchemaProblem): string {
  const dotted = at
    .map((step, index) => (typeof step === "number" ? `[${step}]` : `${index > 0 ? "." : ""}${step}`))
    .join("");
  if (key === undefined || kind !== "unknown-key" || ownWords)
    return t("config.invalidValue", '"{key}" {message}', { key: dotted, message });
  const parent = at.at(-2);
  if (parent === "rules") return t("config.unknownRule", 'Unknown rule "{key}"', { key });
  return parent === 1
    ? t("config.unknownOption", 'Unknown option "{key}" of the rule "{rule}"', { rule: at.at(-3) ?? "", key })
    : t("config.unknownKey", 'Unknown key "{key}"', { key: dotted });
}

/** Severities of ESLint and other linters, to suggest the matching one. */
const foreignSeverities = new Map<unknown, string>([
  [0, "off"],
  [1, "warn"],
  [2, "error"],
  [false, "off"],
  [true, "error"],
  ["warning", "warn"],
  ["info", "warn"],
  ["on", "error"],
]);

function severitySuggestion(at: readonly (string | number)[], data: unknown): string[] {
  const steps = at.length - at.indexOf("rules");
  // `rules.name`, or the first of `rules.name[0]`.
  if (!at.includes("rules") || steps > 3 || (steps === 3 && at.at(-1) !== 0)) return [];
  let value = data;
  for (const step of at) value = (value as Record<string | number, unknown> | undefined)?.[step];
  if (Array.isArray(value)) [value] = value;
  const suggestion = foreignSeverities.get(typeof value === "string" ? value.toLowerCase() : value);
  return suggestion === undefined ? [] : [suggestion];
}
