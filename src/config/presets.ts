/** The presets. Each is derived from what the rules declare, so there is no list of rules to maintain. */
import type { AnyRule } from "../rule.js";
import type { FoldSetting, RuleSetting } from "./types.js";

interface Preset {
  readonly name: string;
  /** For tables and `--help`: whom it is for. */
  readonly summary: string;
  setting(rule: AnyRule): RuleSetting;
  /** See `Config.fold`. */
  readonly fold?: FoldSetting;
}

type PresetSetting = AnyRule["severity"] | readonly [AnyRule["severity"], Readonly<Record<string, unknown>>];

const severitySetting = (severity: AnyRule["severity"]) => (severity === "warning" ? "warn" : severity);

/** Always sets options: a severity alone would keep the options of a preset that was extended before. */
function toSetting(preset: PresetSetting): RuleSetting {
  const [severity, options] = typeof preset === "string" ? [preset, {}] : preset;
  return [severitySetting(severity), options];
}

export const presets: readonly Preset[] = [
  {
    name: "recommended",
    summary: "Rules for every site; used if nothing else is configured",
    setting: (rule) => toSetting(rule.severity),
  },
  {
    name: "strict",
    summary: "The recommended rules as errors, some with stricter options",
    setting: (rule) => toSetting(rule.presets?.strict ?? (rule.severity === "off" ? "off" : "error")),
  },
  {
    name: "rss-archive",
    summary: "Articles written by a feed crawler and not edited by hand: few violations, most of them with fixes",
    setting: (rule) => toSetting(rule.presets?.["rss-archive"] ?? rule.severity),
    fold: "feeds",
  },
  {
    name: "markdown-docs",
    summary: "Documentation in Markdown with components and templates",
    setting: (rule) => toSetting(rule.presets?.["markdown-docs"] ?? rule.severity),
  },
  {
    name: "accessibility",
    summary: "Only rules for readers who use assistive technology",
    setting: (rule) => toSetting(rule.presets?.accessibility ?? "off"),
  },
  {
    name: "built-site",
    summary: "Only links, anchors and images in the pages that a generator has built",
    setting: (rule) => toSetting(rule.presets?.["built-site"] ?? "off"),
  },
  {
    name: "all",
    summary: "Every rule, including optional ones as warnings; for an overview, not for permanent use",
    setting: ({ severity }) => toSetting(severity === "error" ? "error" : "warning"),
  },
];

export const presetNames: readonly string[] = presets.map(({ name }) => name);

/** How a preset folds violations; `undefined` if it says nothing about it. */
export const presetFold = (name: string): FoldSetting | undefined => presets.find((one) => one.name === name)?.fold;

/** The settings of all rules in a preset; `undefined` if no preset has this name. */
export function presetRules(name: string, registry: readonly AnyRule[]): Record<string, RuleSetting> | undefined {
  const preset = presets.find((one) => one.name === name);
  return preset && Object.fromEntries(registry.map((rule) => [rule.name, preset.setting(rule)]));
}
