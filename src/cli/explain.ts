/** `stet explain`: shows a rule's page, which is a file next to its code, or a parse error of the HTML standard. */

import { readFile } from "node:fs/promises";
import path from "node:path";
import { rules as ownRules } from "../../rules/index.js";
import { openConfigs } from "../config/index.js";
import { presetNames, presetRules } from "../config/presets.js";
import { UserError } from "../platform/errors.js";
import { currentLocale, t, translate } from "../platform/i18n.js";
import { readablePage, rulePage } from "../platform/rule-page.js";
import { visible, visibleLines } from "../report/visible.js";
import { type AnyRule, type Option, suggest } from "../rule.js";
import { lintText } from "../run/lint-text.js";
import { parseErrors } from "./parse-errors.js";
import { whichConfig } from "./which-config.js";

export interface ExplainArguments {
  readonly name: string;
  /** A configuration file to use instead of the one that is found: it may list plugins. */
  readonly config?: string | undefined;
  readonly configCode: boolean;
  readonly untrusted: boolean;
}

export async function explainCommand(args: ExplainArguments): Promise<void> {
  process.stdout.write(await explanationOf(args));
}

/** @throws UserError for an unknown name. */
export async function explanationOf({ name, config, configCode, untrusted }: ExplainArguments): Promise<string> {
  const own = ownRules.find((rule) => rule.name === name);
  if (own) return ownPage(own);
  const parseError = parseErrors.get(name);
  if (parseError) return parseErrorPage(name, parseError);
  const configs = await openConfigs({
    cwd: process.cwd(),
    registry: ownRules,
    ...whichConfig(config),
    configCode,
    untrusted,
  });
  const { rules, plugins } = await configs.registry();
  const plugin = plugins.get(name);
  const rule = rules.find((one) => one.name === name);
  if (plugin !== undefined && rule) return pluginPage(rule, plugin);
  const known = [...rules.map((one) => one.name), ...parseErrors.keys()];
  const [meant] = suggest(name, known);
  throw new UserError(
    t("cli.explain.unknown", 'Unknown rule or parse error "{name}".', { name }),
    meant
      ? t("cli.explain.didYouMean", "Did you mean {suggestion}?", { suggestion: meant })
      : t("cli.explain.listRules", "Run stet rules to list all rules."),
  );
}

async function ownPage({ name, severity }: AnyRule): Promise<string> {
  const { file, locale } = rulePage(name);
  const page = readablePage(await readFile(file, "utf8"), name, severity);
  return locale === currentLocale() ? page : `${t("cli.explain.pageInEnglish", "This page is in English:")}\n\n${page}`;
}

const optionLines = (rule: AnyRule): string =>
  optionsOf(rule)
    .map(([name, option]) => {
      const standard = JSON.stringify(option.default);
      return `${t("cli.explain.option", "- {name} (default: {default}): {description}", { name, default: standard, description: translate(`${rule.name}.options.${name}`, option.description ?? "") })}\n`;
    })
    .join("");

const fenced = (text: string): string => `\`\`\`html\n${visible(text)}\n\`\`\`\n`;

async function parseErrorPage(code: string, { bad, good }: { bad: string; good: string }): Promise<string> {
  const { violations } = await lintText(
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
  const said = violations
    .map(
      ({ message, rule }) =>
        `- ${t("cli.explain.violation", "{message} ({rule})", { message: visible(message), rule })}\n`,
    )
    .join("");
  const tellers = [...new Set(violations.map(({ rule }) => rule))];
  return `# ${code}

${t("cli.explain.parseError", "A parse error defined by the HTML standard:")}
https://html.spec.whatwg.org/multipage/parsing.html#parse-error-${code}

## ${t("cli.explain.bad", "Bad")}

${fenced(bad)}
${said}
## ${t("cli.explain.good", "Good")}

${fenced(good)}
${t("cli.explain.more", "More: {commands}", { commands: tellers.map((name) => `stet explain ${name}`).join(", ") })}
`;
}

const optionsOf = (rule: AnyRule): [string, Option][] => Object.entries<Option>(rule.options ?? {});
const defaultsOf = (rule: AnyRule): Record<string, unknown> =>
  Object.fromEntries(optionsOf(rule).map(([name, option]) => [name, option.default]));

/** The page next to the plugin's file, or the rule's own description. */
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
  return visibleLines(`# ${rule.name}

${translate(`${rule.name}.summary`, rule.summary)}

${t("cli.explain.plugin", "From the plugin {file}.", { file: path.relative(process.cwd(), plugin).replaceAll(path.sep, "/") })}

## ${t("cli.explain.presets", "Presets")}

${settings.join(", ")}

## ${t("cli.explain.options", "Options")}

${optionLines(rule) || `${t("cli.explain.none", "None.")}\n`}
## ${t("cli.explain.fixes", "Fixes")}

${rule.fixable === undefined ? t("cli.explain.none", "None.") : rule.fixable === "safe" ? t("cli.explain.safe", "Safe.") : t("cli.explain.unsafe", "Unsafe.")}
`);
}
