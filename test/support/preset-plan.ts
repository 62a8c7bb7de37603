import { rules } from "../../rules/index.js";
import { openConfigs } from "../../src/config/index.js";
import { presetRules } from "../../src/config/presets.js";
import type { FilePlan } from "../../src/config/types.js";
import { lintText } from "../../src/run/lint-text.js";
import { factFor } from "../../src/testing/check.js";

/** All rules of the given families as a preset has them, with no schema and no configuration beside it. */
export function presetPlan(preset: string, families: readonly string[]): FilePlan {
  const settings = presetRules(preset, rules) ?? {};
  return {
    rules: rules.flatMap((rule) => {
      const setting = settings[rule.name];
      const [severity, options] = Array.isArray(setting) ? setting : [setting, {}];
      if (severity === "off" || !families.some((family) => rule.name.startsWith(`${family}/`))) return [];
      const defaults = Object.fromEntries(
        Object.entries<{ default: unknown }>(rule.options ?? {}).map(([name, option]) => [name, option.default]),
      );
      return [{ rule, severity: "error" as const, options: { ...defaults, ...options } }];
    }),
    schema: undefined,
    lazyAttributes: [],
    imagesRoot: undefined,
  };
}

/** All rules as errors, for a page of a site with a known URL. */
export async function everyRulePlan(): Promise<FilePlan> {
  const cli = { rules: Object.fromEntries(rules.map(({ name }) => [name, "error" as const])) };
  const configs = await openConfigs({ cwd: "/", noConfig: true, registry: rules, preset: "all", cli });
  const readers = { page: "https://news.example/", referrerPolicy: "strict-origin-when-cross-origin" };
  return { ...(await configs.planFor("/a.md")), pageContext: readers };
}

/** `line:column rule message` of all that is found; every picture is there, 4 by 3 pixels. */
export async function found(plan: FilePlan, path: string, text: string): Promise<string[]> {
  const { violations, errors } = await lintText({ path, text }, plan, async (reference) => {
    const type = `image/${/\.(\w+)$/.exec(reference.url)?.[1] ?? "png"}`;
    return factFor(reference, { images: { [reference.url]: { width: 4, height: 3, type } } });
  });
  if (errors.length > 0) throw new Error(JSON.stringify(errors));
  return violations.map(({ line, column, rule, message }) => `${line}:${column} ${rule} ${message}`);
}
