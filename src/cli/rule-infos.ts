import { readFileSync } from "node:fs";
import { rules as ownRules } from "../../rules/index.js";
import { openConfigs } from "../config/index.js";
import { translate } from "../platform/i18n.js";
import { readablePage, rulePage, rulePageUrl } from "../platform/rule-page.js";
import { homepage } from "../platform/version.js";
import type { RuleInfo } from "../report/index.js";
import type { AnyRule } from "../rule.js";
import type { RunRequest } from "../run/request.js";

/** Information for reports about the built-in rules. */
export const ownRuleInfos = (): Map<string, RuleInfo> => new Map(ownRules.map((rule) => [rule.name, ownInfo(rule)]));

/** The same with plugin rules, as configured in the working directory. */
export async function allRuleInfos(request: RunRequest): Promise<Map<string, RuleInfo>> {
  const { cwd, configFile, noConfig, configCode, untrusted, preset } = request;
  const infos = ownRuleInfos();
  const configs = await openConfigs({
    cwd,
    registry: ownRules,
    ...(configFile !== undefined && { configFile }),
    noConfig: noConfig ?? false,
    configCode,
    untrusted,
    preset,
    cli: {},
  });
  for (const rule of (await configs.registry()).rules) if (!infos.has(rule.name)) infos.set(rule.name, info(rule));
  return infos;
}

function info({ name, summary, severity, fixable }: AnyRule): RuleInfo {
  return { summary: translate(`${name}.summary`, summary), severity, ...(fixable !== undefined && { fixable }) };
}

function ownInfo(rule: AnyRule): RuleInfo {
  const docs = rulePageUrl(rule.name, homepage);
  return {
    ...info(rule),
    ...(docs !== undefined && { docs }),
    // Read on demand: few formats use pages, and only pages of some rules.
    get page() {
      return readablePage(readFileSync(rulePage(rule.name).file, "utf8"), rule.name, rule.severity);
    },
  };
}
