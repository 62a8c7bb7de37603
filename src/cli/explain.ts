/** `stet explain`: a rule's page, which is the file beside its code, or a parse error of the HTML standard. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { rules as ownRules } from "../../rules/index.js";
import { openConfigs } from "../config/index.js";
import { presetNames, presetRules } from "../config/presets.js";
import { UserError } from "../errors.js";
import { look } from "../look.js";
import { packageRoot } from "../package-root.js";
import { visible } from "../report/visible.js";
import { type AnyRule, type Option, suggest } from "../rule.js";
import { parseErrors } from "./parse-errors.js";

/** @param config a configuration file, in the place of the one that is found: it may name plugins. */
export async function explainCommand(name: string, config: string | undefined): Promise<void> {
  process.stdout.write(await explanationOf(name, config));
}

async function explanationOf(name: string, configFile: string | undefined): Promise<string> {
  if (ownRules.some((rule) => rule.name === name))
    return readFile(path.join(packageRoot(), "rules", `${name}.md`), "utf8");
  const parseError = parseErrors.get(name);
  if (parseError) return parseErrorPage(name, parseError);
  const configs = await openConfigs({ cwd: process.cwd(), registry: ownRules, configFile });
  const { rules, plugins } = await configs.registry();
  const plugin = plugins.get(name);
  const rule = rules.find((one) => one.name === name);
  if (plugin !== undefined && rule) return pluginPage(rule, plugin);
  const known = [...rules.map((one) => one.name), ...parseErrors.keys()];
  const [meant] = suggest(name, known);
  throw new UserError(
    `there is no rule and no parse error "${name}"`,
    meant ? `did you mean ${meant}?` : "see stet rules for all of them",
  );
}

const fenced = (text: string): string => `\`\`\`html\n${visible(text)}\n\`\`\`\n`;

async function parseErrorPage(code: string, { bad, good }: { bad: string; good: string }): Promise<string> {
  const { violations } = await look(
    { path: "example.html", text: bad },
    {
      rules: ownRules
        .filter(({ name }) => /^(?:html|text)\//.test(name))
        .map((rule) => ({ rule, severity: "error", options: defaultsOf(rule) })),
      schema: undefined,
      lazyAttributes: [],
      imagesRoot: undefined,
    },
    () => Promise.reject(new Error("nothing is asked of servers here")),
  );
  const said = violations.map(({ message, rule }) => `- ${visible(message)} (${rule})\n`).join("");
  const tellers = [...new Set(violations.map(({ rule }) => rule))];
  return `# ${code}

A parse error of the HTML standard:
https://html.spec.whatwg.org/multipage/parsing.html#parse-error-${code}

## Bad

${fenced(bad)}
${said}
## Good

${fenced(good)}
More: ${tellers.map((name) => `stet explain ${name}`).join(", ")}
`;
}

const optionsOf = (rule: AnyRule): [string, Option][] => Object.entries<Option>(rule.options ?? {});
const defaultsOf = (rule: AnyRule): Record<string, unknown> =>
  Object.fromEntries(optionsOf(rule).map(([name, option]) => [name, option.default]));

/** The page beside the plugin's file, or what the rule says of itself. */
async function pluginPage(rule: AnyRule, plugin: string): Promise<string> {
  const folder = path.dirname(plugin);
  const places = [`${rule.name}.md`, `${rule.name.slice(rule.name.indexOf("/") + 1)}.md`];
  for (const place of places) {
    const page = await readFile(path.join(folder, place), "utf8").catch(() => undefined);
    if (page !== undefined) return page;
  }
  const settings = presetNames.map((preset) => {
    const setting = presetRules(preset, [rule])?.[rule.name] ?? "off";
    return `${preset}: ${typeof setting === "string" ? setting : setting[0]}`;
  });
  const options = optionsOf(rule).map(
    ([name, option]) => `- ${name} (default ${JSON.stringify(option.default)}): ${option.description ?? ""}\n`,
  );
  return visibleLines(`# ${rule.name}

${rule.summary}

From the plugin ${path.relative(process.cwd(), plugin).replaceAll(path.sep, "/")}.

## Presets

${settings.join(", ")}

## Options

${options.join("") || "None.\n"}
## Fixes

${rule.fixable === undefined ? "None." : rule.fixable === "safe" ? "Safe." : "Unsafe."}
`);
}

const visibleLines = (text: string): string => text.split("\n").map(visible).join("\n");
