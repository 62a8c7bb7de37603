/** Rules of markdownlint, HTMLHint and html-validate, and the rules of stet that report the same. */
import type { RuleSetting } from "../config/types.js";
import { type Mapping, type Migrated, mappingOf, nothing, textsOf } from "./types.js";

type Severity = "off" | "warn" | "error";
type Options = Readonly<Record<string, unknown>>;

/** A rule of stet, and how its options follow from those of the other rule. */
interface Equivalent {
  readonly rules: readonly string[];
  /** `undefined`: with these options, there is no equivalent. */
  options?(given: Mapping): Options | undefined;
}

const same = (...rules: string[]): Equivalent => ({ rules });

/**
 * https://github.com/DavidAnson/markdownlint/blob/main/doc/Rules.md. Names and aliases. Rules about the form of Markdown,
 * which readers do not see, have no equivalent.
 */
const markdownlint: readonly (readonly [names: readonly string[], Equivalent])[] = [
  [["MD001", "heading-increment"], same("html/heading-order")],
  [
    ["MD009", "no-trailing-spaces"],
    {
      rules: ["source/trailing-space"],
      options: ({ strict, br_spaces: spaces }) => (strict === true || spaces === 0 ? { hardBreaks: false } : {}),
    },
  ],
  [["MD011", "no-reversed-links"], same("markdown/link-syntax")],
  [["MD018", "no-missing-space-atx"], same("markdown/heading-syntax")],
  [
    ["MD033", "no-inline-html"],
    {
      rules: ["html/allowed"],
      // Without a list, stet allows all elements.
      options: ({ allowed_elements: allowed }) =>
        textsOf(allowed).length > 0 ? { elements: textsOf(allowed).map((name) => name.toLowerCase()) } : undefined,
    },
  ],
  [["MD037", "no-space-in-emphasis"], same("markdown/emphasis")],
  [["MD042", "no-empty-links"], same("link/href")],
  [["MD045", "no-alt-text"], same("image/alt")],
  [["MD047", "single-trailing-newline"], same("source/final-newline")],
  [["MD051", "link-fragments"], same("link/fragment")],
  [["MD052", "reference-links-images"], same("markdown/undefined-reference")],
  [["MD056", "table-column-count"], same("markdown/table")],
  [["MD059", "descriptive-link-text"], { rules: ["link/text"], options: () => ({ vague: true }) }],
];

/** Names of groups of rules, whose members stet does not list. */
const markdownlintTags = new Set(
  (
    "accessibility atx atx_closed blank_lines blockquote bullet code emphasis hard_tab headings hr html images " +
    "indentation language line_length links ol spaces spelling table ul url whitespace"
  ).split(" "),
);

/** https://htmlhint.com/rules/ */
const htmlhint: Readonly<Record<string, Equivalent>> = {
  "alt-require": same("image/alt"),
  "attr-no-duplication": same("html/duplicate-attribute"),
  "frame-title-require": same("html/iframe-title"),
  "id-unique": same("html/duplicate-id"),
  "inline-script-disabled": same("html/no-dangerous"),
  "inline-style-disabled": same("html/inline-style"),
  "script-disabled": same("html/no-dangerous"),
  "src-not-empty": same("image/src"),
  "tag-no-obsolete": same("html/deprecated-element"),
  "tag-pair": same("html/unclosed-element", "html/stray-end-tag"),
};

/** https://html-validate.org/rules/ */
const htmlValidate: Readonly<Record<string, Equivalent>> = {
  "attribute-allowed-values": same("html/attribute-value"),
  "close-order": same("html/unclosed-element", "html/stray-end-tag"),
  deprecated: same("html/deprecated-element"),
  "element-name": same("html/unknown-element"),
  "element-permitted-content": same("html/nesting"),
  "element-permitted-parent": same("html/nesting"),
  "empty-heading": same("html/empty-element"),
  "heading-level": same("html/heading-order"),
  "no-deprecated-attr": same("html/deprecated-attribute"),
  "no-dup-attr": same("html/duplicate-attribute"),
  "no-dup-id": same("html/duplicate-id"),
  "no-inline-style": same("html/inline-style"),
  "no-trailing-whitespace": same("source/trailing-space"),
  "no-unknown-elements": same("html/unknown-element"),
  "unrecognized-char-ref": same("html/character-reference"),
  "void-content": same("html/void-element"),
  "wcag/h30": same("link/text"),
  "wcag/h37": same("image/alt"),
};

/** Collects settings. If two rules have the same equivalent, the stricter severity counts. */
class Rules {
  readonly settings: Record<string, RuleSetting> = {};
  readonly without: string[] = [];

  add(name: string, equivalent: Equivalent | undefined, severity: Severity, given: Mapping): void {
    const options = equivalent?.options && severity !== "off" ? equivalent.options(given) : {};
    if (!equivalent || !options) {
      // A rule that is off and that stet does not have either is as it should be.
      if (severity !== "off") this.without.push(name);
      return;
    }
    for (const rule of equivalent.rules) {
      const before = this.settings[rule];
      if (before !== undefined && rank(before) > rank(severity)) continue;
      this.settings[rule] = Object.keys(options).length > 0 ? [severity, options as never] : severity;
    }
  }
}

/** Orders settings by their severity. */
export const rank = (setting: RuleSetting): number =>
  ["off", "warn", "error"].indexOf(typeof setting === "string" ? setting : setting[0]);

/** The `.markdownlint.json`, or the `config` of markdownlint-cli2. */
export function readMarkdownlint(source: string, data: unknown): Migrated {
  const config = mappingOf(data);
  const rules = new Rules();
  const keys = new Map(Object.keys(config).map((key) => [key.toLowerCase(), key]));
  const known = new Set(["default", "extends", "$schema"]);
  for (const [names, equivalent] of markdownlint) {
    const key = names.map((name) => keys.get(name.toLowerCase())).find((name) => name !== undefined);
    for (const name of names) known.add(name.toLowerCase());
    if (key !== undefined) rules.add(key, equivalent, markdownlintSeverity(config[key]), mappingOf(config[key]));
    else if (config.default === false) rules.add(names[0] ?? "", equivalent, "off", {});
  }
  for (const [name, key] of keys)
    if (markdownlintTags.has(name)) rules.without.push(key);
    else if (!known.has(name)) rules.add(key, undefined, markdownlintSeverity(config[key]), {});
  if (config.extends !== undefined && config.extends !== null) rules.without.push(`extends: ${String(config.extends)}`);
  return { ...nothing(source), rules: rules.settings, without: rules.without };
}

function markdownlintSeverity(value: unknown): Severity {
  if (value === false) return "off";
  if (value === "warning" || mappingOf(value).severity === "warning") return "warn";
  return mappingOf(value).enabled === false ? "off" : "error";
}

/** The `.markdownlint-cli2.yaml`: with rules, and with paths. */
export function readMarkdownlintCli2(source: string, data: unknown): Migrated {
  const given = mappingOf(data);
  const { rules, without } = readMarkdownlint(source, given.config);
  const excluded = textsOf(given.globs).flatMap((glob) => (/^[!#]/.test(glob) ? [glob.slice(1)] : []));
  const others = ["customRules", "markdownItPlugins", "frontMatter", "modulePaths", "overrides"].filter(
    (key) => given[key] !== undefined,
  );
  return {
    ...nothing(source),
    rules,
    without: [...without, ...others],
    ignores: [...textsOf(given.ignores), ...excluded],
  };
}

/** The `.htmlhintrc`. */
export function readHtmlhint(source: string, data: unknown): Migrated {
  const rules = new Rules();
  for (const [name, value] of Object.entries(mappingOf(data))) {
    const level = Array.isArray(value) ? value[0] : value;
    const severity = level === false || level === "off" ? "off" : level === "warn" ? "warn" : "error";
    rules.add(name, own(htmlhint, name), severity, {});
  }
  return { ...nothing(source), rules: rules.settings, without: rules.without };
}

/** The `.htmlvalidate.json`. */
export function readHtmlValidate(source: string, data: unknown): Migrated {
  const rules = new Rules();
  const given = mappingOf(data);
  for (const [name, value] of Object.entries(mappingOf(given.rules))) {
    const level = Array.isArray(value) ? value[0] : value;
    const severity = level === "off" || level === 0 ? "off" : level === "warn" || level === 1 ? "warn" : "error";
    rules.add(name, own(htmlValidate, name), severity, {});
  }
  const presets = textsOf(given.extends).filter((name) => !/^html-validate:(?:recommended|standard)$/.test(name));
  const others = ["elements", "plugins", "transform"].filter((key) => given[key] !== undefined);
  return {
    ...nothing(source),
    rules: rules.settings,
    without: [...rules.without, ...presets.map((name) => `extends: ${name}`), ...others],
  };
}

const own = <T>(table: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(table, key) ? table[key] : undefined;
