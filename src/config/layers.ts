/** A configuration with all that it extends: layers, the weakest first, each checked against the grammar. */
import path from "node:path";
import { suggest } from "../article/suggest.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import type { AnyRule } from "../rule.js";
import { type CompiledSchema, compileSchema } from "../schema/index.js";
import type { SchemaProblem } from "../schema/types.js";
import { configSchema } from "./config-schema.js";
import { isCode, readConfigFile, resolveNamed, type Source } from "./file.js";
import { loadPlugin } from "./plugins.js";
import { presetNames, presetRules } from "./presets.js";
import type { Config } from "./types.js";

export interface Layer {
  /** As it is shown: a path, `stet:recommended`, `the command line`. */
  readonly name: string;
  /** Absolute; what paths in it are relative to. */
  readonly folder: string;
  readonly config: Config;
}

/** All that is to be known of one configuration file. */
export interface Reading {
  /** The weakest first. */
  readonly layers: readonly Layer[];
  /** The rules that stet has, and those of the plugins that it or an extended file names. */
  readonly registry: Registry;
}

export interface Registry {
  readonly rules: readonly AnyRule[];
  readonly names: ReadonlySet<string>;
  /** By the name of a rule that comes from a plugin: the plugin's file, absolute. */
  readonly plugins: ReadonlyMap<string, string>;
}

type Part = { readonly preset: string; readonly place: string } | Source;

export class LayerReader {
  /** Without plugins. */
  readonly registry: Registry;
  readonly #show: (file: string) => string;
  readonly #code: boolean;
  readonly #grammars = new WeakMap<Registry, Promise<CompiledSchema>>();
  readonly #plugins = new Map<string, Promise<readonly AnyRule[]>>();
  readonly #registries = new Map<string, Registry>();

  /** @param code false: nothing that is code is run; a configuration that wants it is an error. */
  constructor(rules: readonly AnyRule[], show: (file: string) => string, code: boolean) {
    this.#code = code;
    this.registry = { rules, names: new Set(rules.map(({ name }) => name)), plugins: new Map() };
    this.#show = show;
  }

  /**
   * @param named with `stet:` or without.
   * @param place where it is named.
   * @throws UserError if there is none of that name.
   */
  preset(named: string, place: string, { rules }: Registry = this.registry): Layer {
    const [, prefix = "", name = ""] = /^(stet:)?(.*)$/s.exec(named) ?? [];
    const settings = presetRules(name, rules);
    if (settings) return { name: `stet:${name}`, folder: path.sep, config: { rules: settings } };
    const [meant] = suggest(name, presetNames);
    throw new UserError(
      t("config.unknownPreset", '{place}: unknown preset "{preset}".', { place, preset: named }),
      meant
        ? t("config.unknownPreset.didYouMean", 'Did you mean "{prefix}{suggestion}"?', { prefix, suggestion: meant })
        : t("config.presets", "The presets are {presets}.", { presets: presetNames.join(", ") }),
    );
  }

  /**
   * @param preset in the place of all presets that the files name.
   * @throws UserError for whatever is wrong with the file, or one that it extends, or a plugin.
   */
  async read(file: string, preset: string | undefined): Promise<Reading> {
    const parts: Part[] = [];
    const startsFromRecommended = await this.#collect(file, [], parts);
    // What rules there are is known when all files are: a file may set those of a plugin that another one names.
    const registry = await this.#registryOf(parts.filter((part) => "file" in part));
    const layers: Layer[] = [];
    for (const part of parts) {
      if ("file" in part) {
        const name = this.#show(part.file);
        const config = await this.check(part.data, part.place, name, registry);
        layers.push({ name, folder: path.dirname(part.file), config });
      } else if (preset === undefined) layers.push(this.preset(part.preset, part.place, registry));
    }
    // Weaker than all that is named: it must not undo what another extended file has set.
    if (preset !== undefined) layers.unshift(this.preset(preset, "--preset", registry));
    else if (startsFromRecommended) layers.unshift(this.preset("recommended", "stet", registry));
    return { layers, registry };
  }

  /** Adds one file, behind all that it extends; whether it, or one it extends, has no `extends`. */
  async #collect(file: string, above: readonly string[], parts: Part[]): Promise<boolean> {
    if (above.includes(file))
      throw new UserError(
        t("config.circular", 'Circular "extends": {files}.', {
          files: [...above, file].map(this.#show).join(" -> "),
        }),
        t("config.removeExtends", 'Remove one of these "extends".'),
      );
    if (!this.#code && isCode(file))
      throw new UserError(
        t("config.noCode", "The configuration {file} is code, which --no-config-code does not run.", {
          file: this.#show(file),
        }),
        t("config.noCode.use", "Use a JSON or YAML configuration (--config FILE), or none (--no-config)."),
      );
    const source = await readConfigFile(file, this.#show);
    const names = textsAt(source.data, "extends");
    let startsFromRecommended = names === undefined;
    for (const [index, name] of (names ?? []).entries()) {
      const place = source.place(["extends", index]);
      if (name.startsWith("stet:")) {
        parts.push({ preset: name, place });
        continue;
      }
      const extended = await resolveNamed(name, file, { key: "extends", place });
      startsFromRecommended = (await this.#collect(extended, [...above, file], parts)) || startsFromRecommended;
    }
    parts.push(source);
    return startsFromRecommended;
  }

  async #registryOf(sources: readonly Source[]): Promise<Registry> {
    const files = new Set<string>();
    for (const { file, data, place } of sources)
      for (const [index, name] of (textsAt(data, "plugins") ?? []).entries()) {
        if (!this.#code)
          throw new UserError(
            t("config.noPlugin", '{place}: the plugin "{plugin}" is code, which --no-config-code does not run.', {
              place: place(["plugins", index]),
              plugin: name,
            }),
            t("config.noPlugin.use", "Remove the plugin, or use a configuration without plugins (--config FILE)."),
          );
        files.add(await resolveNamed(name, file, { key: "plugins", place: place(["plugins", index]) }));
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

  /** @throws UserError that lists everything in which the data is no configuration. */
  async check(
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
    let grammar = this.#grammars.get(registry);
    if (!grammar) {
      grammar = compileSchema(configSchema(registry.rules), "the grammar of configurations");
      this.#grammars.set(registry, grammar);
    }
    const problems = (await grammar).validate(data);
    if (problems.length === 0) return data as Config;
    const lines = problems.map((problem) => {
      const { path: steps, key, didYouMean = [] } = problem;
      const at = key === undefined ? steps : [...steps, key];
      const meant = didYouMean.length > 0 ? didYouMean : severityMeant(at, data);
      const said = subject(at, problem);
      // The messages of schemas are parts of sentences, or sentences.
      const told = `${place(at)}: ${/[.?!。]$/.test(said) ? said : t("config.sentence", "{text}.", { text: said })}`;
      return meant.length > 0
        ? t("config.didYouMean", "{problem} Did you mean {suggestions}?", {
            problem: told,
            suggestions: meant
              .map((one) => t("common.quoted", '"{dotted}"', { dotted: one }))
              .join(t("config.or", " or ")),
          })
        : told;
    });
    throw new UserError(
      lines.length === 1
        ? (lines[0] ?? "")
        : `${t("config.defects", "{file} has {count} errors:", { file: name, count: lines.length })}\n${lines.map((line) => `  ${line}`).join("\n")}`,
      t("config.seeDocs", "See docs/configuration.md for all keys."),
    );
  }
}

/** What must be known before the file is checked, if it is what it should be; else the check tells. */
function textsAt(data: unknown, key: "extends" | "plugins"): readonly string[] | undefined {
  const value = (data as Record<string, unknown> | null | undefined)?.[key];
  if (value === undefined) return undefined;
  const texts: unknown[] = [value].flat();
  return texts.every((item) => typeof item === "string") ? texts : [];
}

/** `unknown rule "image/atl"`, `"images.timeouts.total" must be at least 1, is 0`. */
function subject(at: readonly (string | number)[], { key, kind, message, ownWords }: SchemaProblem): string {
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

/** What ESLint and others call severities. */
const severities = new Map<unknown, string>([
  [0, "off"],
  [1, "warn"],
  [2, "error"],
  [false, "off"],
  [true, "error"],
  ["warning", "warn"],
  ["info", "warn"],
  ["on", "error"],
]);

function severityMeant(at: readonly (string | number)[], data: unknown): string[] {
  const steps = at.length - at.indexOf("rules");
  // `rules.name`, or the first of `rules.name[0]`.
  if (!at.includes("rules") || steps > 3 || (steps === 3 && at.at(-1) !== 0)) return [];
  let value = data;
  for (const step of at) value = (value as Record<string | number, unknown> | undefined)?.[step];
  if (Array.isArray(value)) [value] = value;
  const meant = severities.get(typeof value === "string" ? value.toLowerCase() : value);
  return meant === undefined ? [] : [meant];
}
