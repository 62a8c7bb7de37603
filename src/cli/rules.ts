/** `stet rules`: lists the rules, including plugin rules. */

import path from "node:path";
import stringWidth from "string-width";
import { rules as ownRules } from "../../rules/index.js";
import { openConfigs } from "../config/index.js";
import { presetNames, presetRules } from "../config/presets.js";
import type { RuleSetting } from "../config/types.js";
import { UserError } from "../platform/errors.js";
import { t, translate } from "../platform/i18n.js";
import { visible, visibleJson } from "../report/visible.js";
import { type AnyRule, type Option, suggest } from "../rule.js";
import { whichConfig } from "./which-config.js";

export interface RulesArguments {
  readonly family?: string | undefined;
  /** Empty: fixable in either way. */
  readonly fixable?: string | undefined;
  readonly preset?: string | undefined;
  readonly json: boolean;
  readonly config?: string | undefined;
  readonly configCode: boolean;
  readonly untrusted: boolean;
}

export async function rulesCommand(args: RulesArguments): Promise<void> {
  const configs = await openConfigs({
    cwd: process.cwd(),
    registry: ownRules,
    ...whichConfig(args.config),
    configCode: args.configCode,
    untrusted: args.untrusted,
  });
  const { rules, plugins } = await configs.registry();
  const preset = (args.preset ?? "recommended").replace(/^stet:/, "");
  const settings = presetRules(preset, rules);
  if (!settings) {
    const [meant] = suggest(preset, presetNames);
    throw new UserError(
      t("cli.rules.unknownPreset", 'Unknown preset "{preset}".', { preset }),
      meant
        ? t("cli.rules.didYouMean", "Did you mean {suggestion}?", { suggestion: meant })
        : t("cli.rules.presets", "The presets are {presets}.", { presets: presetNames.join(", ") }),
    );
  }
  const shown = filtered(rules, args, settings);
  if (args.json) {
    const described = shown.map((rule) => description(rule, plugins.get(rule.name)));
    process.stdout.write(`${visibleJson(described, 2)}\n`);
    return;
  }
  process.stdout.write(table(shown, preset, settings));
}

function filtered(
  rules: readonly AnyRule[],
  { family, fixable, preset }: RulesArguments,
  settings: Readonly<Record<string, RuleSetting>>,
): AnyRule[] {
  const families = new Set(rules.map(familyOf));
  const name = family?.replace(/\/\*?$/, "");
  if (name !== undefined && !families.has(name))
    throw new UserError(
      t("cli.rules.unknownFamily", 'Unknown rule family "{family}".', { family: family ?? "" }),
      t("cli.rules.families", "The rule families are {families}.", { families: [...families].sort().join(", ") }),
    );
  if (fixable !== undefined && !["", "safe", "unsafe"].includes(fixable))
    throw new UserError(
      t("cli.rules.fixable", 'Invalid value "{value}" for --fixable.', { value: fixable }),
      t("cli.rules.fixable.use", "Use safe, unsafe or no value, for example --fixable=unsafe."),
    );
  return rules
    .filter((rule) => name === undefined || familyOf(rule) === name)
    .filter((rule) => fixable === undefined || (fixable === "" ? rule.fixable !== undefined : rule.fixable === fixable))
    .filter((rule) => preset === undefined || severityIn(settings[rule.name]) !== "off")
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const familyOf = ({ name }: AnyRule): string => name.slice(0, name.indexOf("/"));

function severityIn(setting: RuleSetting | undefined): "off" | "warning" | "error" {
  const [severity] = typeof setting === "object" ? setting : [setting ?? "off"];
  return severity === "warn" ? "warning" : severity;
}

/** The column of severities has the name of the preset, since they are those of the preset. */
function table(rules: readonly AnyRule[], preset: string, settings: Readonly<Record<string, RuleSetting>>): string {
  const rows = rules.map((rule) => [
    rule.name,
    severityIn(settings[rule.name]),
    rule.fixable ?? "",
    visible(translate(`${rule.name}.summary`, rule.summary)),
  ]);
  const all = [
    [t("report.heading.rule", "rule"), preset, t("cli.rules.fix", "fix"), t("cli.rules.summary", "summary")],
    ...rows,
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...all.map((row) => stringWidth(row[column] ?? ""))));
  const line = (row: readonly string[]): string =>
    row.map((cell, column) => cell + " ".repeat(Math.max(0, (widths[column] ?? 0) - stringWidth(cell)))).join("  ");
  return all.map((row) => `${line(row).trimEnd()}\n`).join("");
}

function description(rule: AnyRule, plugin: string | undefined) {
  const inPreset = (name: string) => presetRules(name, [rule])?.[rule.name];
  return {
    name: rule.name,
    summary: translate(`${rule.name}.summary`, rule.summary),
    fixable: rule.fixable ?? null,
    presets: Object.fromEntries(
      presetNames.map((name) => {
        const setting = inPreset(name);
        return [name, [severityIn(setting), typeof setting === "object" ? setting[1] : {}]];
      }),
    ),
    options: Object.fromEntries(
      Object.entries<Option>(rule.options ?? {}).map(([option, schema]) => [
        option,
        inWords(rule.name, option, schema),
      ]),
    ),
    plugin: plugin === undefined ? null : path.relative(process.cwd(), plugin).replaceAll(path.sep, "/"),
  };
}

const inWords = (rule: string, name: string, option: Option): Option =>
  option.description === undefined
    ? option
    : { ...option, description: translate(`${rule}.options.${name}`, option.description) };
