/** Plugins: files and packages whose default export is a rule or a list of rules. */
import { suggest } from "../article/suggest.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import type { AnyRule } from "../rule.js";
import { runProgram } from "./program.js";

/** All that a rule may have. The type has the compiler demand what the list lacks. */
const keys: Readonly<Record<keyof AnyRule, true>> = {
  name: true,
  summary: true,
  severity: true,
  presets: true,
  fixable: true,
  options: true,
  messages: true,
  prepare: true,
  encoding: true,
  source: true,
  frontMatter: true,
  schema: true,
  element: true,
  text: true,
  comment: true,
  parseError: true,
  tagProblem: true,
  body: true,
  image: true,
  link: true,
  directive: true,
  probed: true,
  linkProbed: true,
  site: true,
};

const optionTypes = ["integer", "number", "boolean", "string", "array"];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/**
 * The rules of a plugin.
 *
 * @param file absolute.
 * @param shown as it is shown.
 * @param families of the rules that stet has itself, which are not a plugin's to add to.
 * @throws UserError if it cannot be run, or what it exports is no rule.
 */
export async function loadPlugin(
  file: string,
  shown: string,
  families: ReadonlySet<string>,
): Promise<readonly AnyRule[]> {
  let exported: unknown;
  try {
    exported = await runProgram(file);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new UserError(
      t("config.pluginCannotLoaded", "the plugin {shown} cannot be loaded: {why}", { shown, why }),
      t("common.correctFile", "correct the file"),
      { cause: error },
    );
  }
  const rules: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
  const names = new Set<string>();
  for (const [index, rule] of rules.entries()) {
    const name = isObject(rule) && typeof rule.name === "string" ? rule.name : undefined;
    const which =
      name === undefined
        ? rules.length > 1
          ? t("config.item", "item {index}", { index: index + 1 })
          : t("config.defaultExport", "its default export")
        : `"${name}"`;
    const wrong =
      name !== undefined && names.has(name) ? t("config.twice", "is there twice") : problemWith(rule, families);
    if (wrong)
      throw new UserError(
        t("config.pluginUse", "the plugin {shown} is of no use: {which} {wrong}", { shown, which, wrong }),
        t(
          "config.defaultExportMust",
          "its default export must be a rule, made with defineRule, or a list of rules; docs/plugins.md shows one",
        ),
      );
    names.add(name as string);
  }
  return rules as readonly AnyRule[];
}

/** What keeps a value from being a rule, as the rest of a sentence. */
function problemWith(rule: unknown, families: ReadonlySet<string>): string | undefined {
  if (!isObject(rule)) return t("config.rule2", "is no rule");
  const { name, summary, severity, fixable, messages, options = {}, element } = rule;
  if (typeof name !== "string" || !/^[a-z][a-z\d]*(?:-[a-z\d]+)*\/[a-z][a-z\d]*(?:-[a-z\d]+)*$/.test(name))
    return t("config.nameSuchHouse", 'has no name such as "house/tone"');
  const family = name.slice(0, name.indexOf("/"));
  if (families.has(family))
    return t("config.familyStetsOwn", 'is in the family "{family}", which is stet\'s own: name it otherwise', {
      family,
    });
  for (const key of Object.keys(rule)) {
    if (Object.hasOwn(keys, key)) continue;
    const [meant] = suggest(key, Object.keys(keys));
    return meant
      ? t("config.ruleDidYou", 'has "{key}", which no rule has: did you mean "{meant}"?', { key, meant })
      : t("config.rule3", 'has "{key}", which no rule has', { key });
  }
  if (typeof summary !== "string" || summary === "") return t("config.summary", "has no summary");
  if (severity !== "error" && severity !== "warning" && severity !== "off")
    return t("config.severityErrorWarning", 'has no severity "error", "warning" or "off"');
  if (fixable !== undefined && fixable !== "safe" && fixable !== "unsafe")
    return t("config.fixableNeitherSafe", 'is fixable neither "safe" nor "unsafe"');
  if (!isObject(messages) || !Object.values(messages).every((one) => typeof one === "function"))
    return t("config.messagesThemFunction", "has no messages, each of them a function");
  if (!isObject(options)) return t("config.optionsObject", "has options that are no object");
  for (const [option, schema] of Object.entries(options))
    if (!isObject(schema) || !optionTypes.includes(String(schema.type)) || !("default" in schema))
      return t("config.optionWithoutType", 'has an option "{option}" without a type and a default', { option });
  for (const handler of [
    "prepare",
    "encoding",
    "source",
    "frontMatter",
    "schema",
    "text",
    "comment",
    "parseError",
    "tagProblem",
    "body",
    "image",
    "link",
    "directive",
  ])
    if (rule[handler] !== undefined && typeof rule[handler] !== "function")
      return t("config.function", 'has a "{handler}" that is no function', { handler });
  if (element !== undefined && !(isObject(element) && Object.values(element).every((one) => typeof one === "function")))
    return t("config.elementObjectFunctions", 'has an "element" that is no object of functions by tag');
  for (const asking of ["probed", "linkProbed"])
    if (rule[asking] !== undefined && !isObject(rule[asking]))
      return t("config.object", 'has a "{asking}" that is no object', { asking });
  const { site } = rule;
  if (
    site !== undefined &&
    !(isObject(site) && ["summarize", "check"].every((name) => typeof site[name] === "function"))
  )
    return t("config.siteWithoutFunctions", 'has a "site" without the functions "summarize" and "check"');
  return undefined;
}
