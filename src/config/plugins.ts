/** Plugins: files and packages whose default export is a rule or a list of rules. */
import { suggest } from "../article/suggest.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { isRecord } from "../platform/is-record.js";
import type { AnyRule } from "../rule.js";
import { runProgram } from "./program.js";

/** All keys of a rule. The type makes the compiler report missing ones. */
const ruleKeys: Readonly<Record<keyof AnyRule, true>> = {
  name: true,
  summary: true,
  severity: true,
  presets: true,
  fixable: true,
  options: true,
  messages: true,
  folded: true,
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
  editorTag: true,
  probed: true,
  linkProbed: true,
  site: true,
};

const optionTypes = ["integer", "number", "boolean", "string", "array"];

/**
 * Loads the rules of a plugin.
 *
 * @param file absolute path.
 * @param shown path for messages.
 * @param families groups of the built-in rules, which are reserved.
 * @throws UserError if the file cannot be run, or does not export rules.
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
      t("config.plugin.notLoaded", "Cannot load the plugin {file}: {reason}", { file: shown, reason: why }),
      t("config.plugin.correctFile", "Correct the file of the plugin."),
      { cause: error },
    );
  }
  const rules: readonly unknown[] = Array.isArray(exported) ? exported : [exported];
  const names = new Set<string>();
  for (const [index, rule] of rules.entries()) {
    const name = isRecord(rule) && typeof rule.name === "string" ? rule.name : undefined;
    const which =
      name === undefined
        ? rules.length > 1
          ? t("config.plugin.item", "item {index}", { index: index + 1 })
          : t("config.plugin.defaultExport", "its default export")
        : `"${name}"`;
    const reason =
      name !== undefined && names.has(name)
        ? t("config.plugin.duplicate", "is defined twice")
        : invalidReason(rule, families);
    if (reason)
      throw new UserError(
        t("config.plugin.invalid", "Invalid plugin {file}: {rule} {problem}.", {
          file: shown,
          rule: which,
          problem: reason,
        }),
        t(
          "config.plugin.contract",
          "Export a rule made with defineRule, or a list of such rules, as default. See docs/plugins.md for an example.",
        ),
      );
    names.add(name as string);
  }
  return rules as readonly AnyRule[];
}

/** Why a value is not a valid rule, as the predicate of a sentence; `undefined` if it is valid. */
function invalidReason(rule: unknown, families: ReadonlySet<string>): string | undefined {
  if (!isRecord(rule)) return t("config.plugin.notRule", "is not a rule");
  const { name, summary, severity, fixable, messages, options = {}, element } = rule;
  if (typeof name !== "string" || !/^[a-z][a-z\d]*(?:-[a-z\d]+)*\/[a-z][a-z\d]*(?:-[a-z\d]+)*$/.test(name))
    return t("config.plugin.name", 'needs a name such as "house/tone"');
  const family = name.slice(0, name.indexOf("/"));
  if (families.has(family))
    return t("config.plugin.ownGroup", 'is in the group "{group}", which is reserved for rules of stet', {
      group: family,
    });
  for (const key of Object.keys(rule)) {
    if (Object.hasOwn(ruleKeys, key)) continue;
    const [suggestion] = suggest(key, Object.keys(ruleKeys));
    return suggestion
      ? t("config.plugin.unknownKeyLike", 'has the unknown key "{key}" (did you mean "{suggestion}"?)', {
          key,
          suggestion,
        })
      : t("config.plugin.unknownKey", 'has the unknown key "{key}"', { key });
  }
  if (typeof summary !== "string" || summary === "") return t("config.plugin.summary", "needs a summary");
  if (severity !== "error" && severity !== "warning" && severity !== "off")
    return t("config.plugin.severity", 'needs the severity "error", "warning" or "off"');
  if (fixable !== undefined && fixable !== "safe" && fixable !== "unsafe")
    return t("config.plugin.fixable", 'must have "safe" or "unsafe" as fixable, or no fixable');
  if (!isRecord(messages) || !Object.values(messages).every((one) => typeof one === "function"))
    return t("config.plugin.messages", "needs messages, an object of functions");
  if (!isRecord(options)) return t("config.plugin.options", "has options that are not an object");
  for (const [option, schema] of Object.entries(options))
    if (!isRecord(schema) || !optionTypes.includes(String(schema.type)) || !("default" in schema))
      return t("config.plugin.option", 'has an option "{option}" without a type or a default', { option });
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
      return t("config.plugin.function", 'has a "{handler}" that is not a function', { handler });
  if (element !== undefined && !(isRecord(element) && Object.values(element).every((one) => typeof one === "function")))
    return t("config.plugin.element", 'has an "element" that is not an object of functions by tag');
  for (const handler of ["probed", "linkProbed"])
    if (rule[handler] !== undefined && !isRecord(rule[handler]))
      return t("config.plugin.object", 'has a "{handler}" that is not an object', { handler });
  const { site } = rule;
  if (
    site !== undefined &&
    !(isRecord(site) && ["summarize", "check"].every((name) => typeof site[name] === "function"))
  )
    return t("config.plugin.site", 'has a "site" without the functions "summarize" and "check"');
  return undefined;
}
