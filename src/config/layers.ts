/** A configuration with all that it extends: layers, the weakest first, each checked against the grammar. */
import path from "node:path";
import { suggest } from "../article/suggest.js";
import { UserError } from "../errors.js";
import type { AnyRule } from "../rule.js";
import { type CompiledSchema, compileSchema } from "../schema/index.js";
import { readConfigFile, resolveExtended } from "./file.js";
import { configSchema } from "./grammar.js";
import { presetNames, presetRules } from "./presets.js";
import type { Config } from "./types.js";

export interface Layer {
  /** As it is shown: a path, `stet:recommended`, `the command line`. */
  readonly name: string;
  /** Absolute; what paths in it are relative to. */
  readonly folder: string;
  readonly config: Config;
}

export class LayerReader {
  readonly #registry: readonly AnyRule[];
  readonly #show: (file: string) => string;
  #grammar: Promise<CompiledSchema> | undefined;

  constructor(registry: readonly AnyRule[], show: (file: string) => string) {
    this.#registry = registry;
    this.#show = show;
  }

  /**
   * @param named with `stet:` or without.
   * @param place where it is named.
   * @throws UserError if there is none of that name.
   */
  preset(named: string, place: string): Layer {
    const [, prefix = "", name = ""] = /^(stet:)?(.*)$/s.exec(named) ?? [];
    const rules = presetRules(name, this.#registry);
    if (rules) return { name: `stet:${name}`, folder: path.sep, config: { rules } };
    const [meant] = suggest(name, presetNames);
    throw new UserError(
      `${place}: there is no preset "${named}"`,
      meant ? `did you mean "${prefix}${meant}"?` : `the presets are ${presetNames.join(", ")}`,
    );
  }

  /**
   * @param preset in the place of all presets that the files name.
   * @throws UserError for whatever is wrong with the file, or one that it extends.
   */
  async read(file: string, preset: string | undefined): Promise<Layer[]> {
    const layers: Layer[] = [];
    const startsFromRecommended = await this.#collect(file, [], layers);
    // Weaker than all that is named: it must not undo what another extended file has set.
    if (preset !== undefined)
      return [this.preset(preset, "--preset"), ...layers.filter(({ name }) => !name.startsWith("stet:"))];
    return startsFromRecommended ? [this.preset("recommended", "stet"), ...layers] : layers;
  }

  /** Adds the layers of one file behind those that are there; whether it, or one it extends, has no `extends`. */
  async #collect(file: string, above: readonly string[], layers: Layer[]): Promise<boolean> {
    if (above.includes(file))
      throw new UserError(
        `configurations extend each other in a circle: ${[...above, file].map(this.#show).join(" -> ")}`,
        'remove one of these "extends"',
      );
    const source = await readConfigFile(file, this.#show);
    const config = await this.check(source.data, source.place, this.#show(file));
    let startsFromRecommended = config.extends === undefined;
    for (const [index, name] of [config.extends ?? []].flat().entries()) {
      if (name.startsWith("stet:")) {
        layers.push(this.preset(name, source.place(["extends", index])));
        continue;
      }
      const extended = await resolveExtended(name, file, source.place(["extends", index]));
      startsFromRecommended = (await this.#collect(extended, [...above, file], layers)) || startsFromRecommended;
    }
    layers.push({ name: this.#show(file), folder: path.dirname(file), config });
    return startsFromRecommended;
  }

  /** @throws UserError that lists everything in which the data is no configuration. */
  async check(data: unknown, place: (path: readonly (string | number)[]) => string, name: string): Promise<Config> {
    if (typeof data !== "object" || data === null || Array.isArray(data))
      throw new UserError(
        `${place([])}: the configuration must be an object such as { rules: { … } }`,
        /\.[cm]?[jt]s$/.test(name) ? "make it the default export of the file" : "correct the file",
      );
    this.#grammar ??= compileSchema(configSchema(this.#registry), "the grammar of configurations");
    const problems = (await this.#grammar).validate(data);
    if (problems.length === 0) return data as Config;
    const lines = problems.map(({ path: steps, key, message, didYouMean = [] }) => {
      const at = key === undefined ? steps : [...steps, key];
      const meant = didYouMean.length > 0 ? didYouMean : severityMeant(at, data);
      const question = meant.length > 0 ? `: did you mean ${meant.map((one) => `"${one}"`).join(" or ")}?` : "";
      return `${place(at)}: ${subject(at, key, message)}${question}`;
    });
    throw new UserError(
      lines.length === 1
        ? (lines[0] ?? "")
        : `${name} has ${lines.length} defects:\n${lines.map((line) => `  ${line}`).join("\n")}`,
      "the page docs/configuration.md names all keys",
    );
  }
}

/** `unknown rule "image/atl"`, `"images.timeouts.total" must be at least 1, is 0`. */
function subject(at: readonly (string | number)[], key: string | undefined, message: string): string {
  const dotted = at
    .map((step, index) => (typeof step === "number" ? `[${step}]` : `${index > 0 ? "." : ""}${step}`))
    .join("");
  if (key === undefined || message !== "is not known") return `"${dotted}" ${message}`;
  const parent = at.at(-2);
  if (parent === "rules") return `there is no rule "${key}"`;
  return parent === 1 ? `the rule "${at.at(-3)}" has no option "${key}"` : `the key "${dotted}" is not known`;
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
