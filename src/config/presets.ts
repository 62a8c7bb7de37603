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
    summary: "Rules for every site; used if nothing else is configured",
    setting: (rule) => written(rule.severity),
  },
  {
    name: "strict",
    summary: "The recommended rules as errors, some with stricter options",
    setting: (rule) => written(rule.presets?.strict ?? (rule.severity === "off" ? "off" : "error")),
  },
  {
    name: "rss-archive",
    summary: "Articles written by a feed crawler and not edited by hand: few violations, most of them with fixes",
    setting: (rule) => written(rule.presets?.["rss-archive"] ?? rule.severity),
  },
  {
    name: "markdown-docs",
    summary: "Documentation in Markdown with components and templates",
    setting: (rule) => written(rule.presets?.["markdown-docs"] ?? rule.severity),
  },
  {
    name: "accessibility",
    summary: "Only rules for readers who use assistive technology",
    setting: (rule) => written(rule.presets?.accessibility ?? "off"),
  },
  {
    name: "all",
    summary: "Every rule, including optional ones as warnings; for an overview, not for permanent use",
    setting: ({ severity }) => written(severity === "error" ? "error" : "warning"),
  },
];

export const presetNames: readonly string[] = presets.map(({ name }) => name);

/** The settings of all rules in a preset; `undefined` if there is none of that name. */
export function presetRules(name: string, registry: readonly AnyRule[]): Record<string, RuleSetting> | undefined {
  const preset = presets.find((one) => one.name === name);
  return preset && Object.fromEntries(registry.map((rule) => [rule.name, preset.setting(rule)]));
}
