/** The presets, each made of what the rules say of themselves: no list of rules is kept anywhere. */
import type { AnyRule } from "../rule.js";
import type { RuleSetting } from "./types.js";

interface Preset {
  readonly name: string;
  /** For tables and `--help`: who should take it. */
  readonly summary: string;
  setting(rule: AnyRule): RuleSetting;
}

type PresetSetting = AnyRule["severity"] | readonly [AnyRule["severity"], Readonly<Record<string, unknown>>];

const word = (severity: AnyRule["severity"]) => (severity === "warning" ? "warn" : severity);

/** With the options always stated: nothing of a preset that was extended before may shine through. */
function written(said: PresetSetting): RuleSetting {
  const [severity, options] = typeof said === "string" ? [said, {}] : said;
  return [word(severity), options];
}

export const presets: readonly Preset[] = [
  {
    name: "recommended",
    summary: "what every site should want; it applies where nothing else is said",
    setting: (rule) => written(rule.severity),
  },
  {
    name: "strict",
    summary: "the same rules, all as errors, some of them with less patience",
    setting: (rule) => written(rule.presets?.strict ?? (rule.severity === "off" ? "off" : "error")),
  },
  {
    name: "rss-archive",
    summary:
      "articles that a feed crawler wrote and nobody edits by hand: few findings, worth reading or repaired by stet",
    setting: (rule) => written(rule.presets?.["rss-archive"] ?? rule.severity),
  },
  {
    name: "markdown-docs",
    summary: "documentation in Markdown, with components and templates between its lines",
    setting: (rule) => written(rule.presets?.["markdown-docs"] ?? rule.severity),
  },
  {
    name: "accessibility",
    summary: "only what readers with assistive technology meet",
    setting: (rule) => written(rule.presets?.accessibility ?? "off"),
  },
  {
    name: "all",
    summary: "every rule there is, those that are opt-in as warnings; to see what there is, not to live with",
    setting: ({ severity }) => written(severity === "error" ? "error" : "warning"),
  },
];

export const presetNames: readonly string[] = presets.map(({ name }) => name);

/** The settings of all rules in a preset; `undefined` if there is none of that name. */
export function presetRules(name: string, registry: readonly AnyRule[]): Record<string, RuleSetting> | undefined {
  const preset = presets.find((one) => one.name === name);
  return preset && Object.fromEntries(registry.map((rule) => [rule.name, preset.setting(rule)]));
}
