import {
  type Article,
  alternatives,
  type Directive,
  defineRule,
  type Fix,
  type Range,
  suggest,
  t,
  truncate,
} from "../../src/rule.js";

const kinds = ["stet-disable", "stet-enable", "stet-disable-line", "stet-disable-next-line"];

export default defineRule({
  name: "source/directives",
  editorTag: { unused: "unnecessary", unusedRule: "unnecessary", unusedEnable: "unnecessary" },
  summary: "Disallow invalid, unused, expired and unexplained directives",
  severity: "warning",
  fixable: "safe",
  options: {
    requireReason: { type: "boolean", default: true, description: "Require a reason after `--`" },
    reportUnused: { type: "boolean", default: true, description: "Report directives that suppress nothing" },
  },
  messages: {
    unused: () => t("source/directives.unused", "Unused directive: it suppresses no violation. Remove the directive."),
    unusedRule: (d: { name: string }) =>
      t("source/directives.unusedRule", 'Unused name in directive: "{name}" reports nothing here. Remove the name.', {
        name: d.name,
      }),
    unusedEnable: (d: { name: string }) =>
      d.name === "*"
        ? t("source/directives.unusedEnable.all", "Unused directive: no rule is disabled here. Remove the directive.")
        : t(
            "source/directives.unusedEnable.rule",
            'Unused name in directive: "{name}" is not disabled here. Remove the name.',
            {
              name: d.name,
            },
          ),
    expired: (d: { date: string }) =>
      t(
        "source/directives.expired",
        "Directive expired on {date}. Fix the violation and remove the directive, or set a later date.",
        { date: d.date },
      ),
    noReason: () =>
      t("source/directives.noReason", 'Directive has no reason. Explain after " -- " why the violation is suppressed.'),
    unknownRule: (d: { name: string; suggestions: readonly string[] }) =>
      d.suggestions.length > 0
        ? t("source/directives.unknownRule.suggestions", 'Unknown rule "{name}". Did you mean {suggestions}?', {
            name: d.name,
            suggestions: alternatives(d.suggestions),
          })
        : t("source/directives.unknownRule", 'Unknown rule "{name}". Run "stet rules" for a list of all rules.', {
            name: d.name,
          }),
    kind: (d: { found: string; suggestions: readonly string[] }) =>
      t("source/directives.kind", 'Unknown directive "{found}". Use {kinds}.', {
        found: d.found,
        kinds: alternatives(d.suggestions.length > 0 ? d.suggestions : kinds),
      }),
    target: (d: { found: string }) =>
      t(
        "source/directives.target",
        '"{found}" is not a rule name. Use names such as "image/alt" or "image/*", and put the reason after " -- ".',
        { found: d.found },
      ),
    date: (d: { found: string }) =>
      t(
        "source/directives.date",
        'Invalid date "{found}" after "until", so the directive has no effect. Use a date such as 2027-01-31.',
        { found: d.found },
      ),
  },

  directive(use, { options, article, report }) {
    const { directive, expired } = use;
    const { kind, problems, range, reason, until } = directive;
    for (const { code, found, range: at } of problems) {
      const shown = truncate(found);
      if (code === "kind") report("kind", { at, data: { found: shown, suggestions: suggest(found, kinds) } });
      else report(code, { at, data: { found: shown } });
    }
    if (!kind || problems.some(({ code }) => code === "date")) return;
    const unknown = use.targets.filter(({ state }) => state === "unknown");
    for (const { name, range: at, meant: suggestions } of unknown)
      report("unknownRule", { at, data: { name: truncate(name), suggestions } });
    if (expired && until) {
      report("expired", {
        at: until.range,
        data: { date: until.date },
        suggestions: [removal(article, directive)],
      });
      return;
    }
    if (options.reportUnused) {
      const unused = use.targets.filter(({ state }) => state === "unused");
      if (unused.length > 0 && unused.length === use.targets.length && problems.length === 0) {
        const fix = removal(article, directive);
        if (kind === "enable") report("unusedEnable", { at: range, data: { name: "*" }, fix });
        else report("unused", { at: range, data: undefined, fix });
        return;
      }
      for (const { name, range: at } of unused)
        report(kind === "enable" ? "unusedEnable" : "unusedRule", { at, data: { name }, fix: removeName(article, at) });
    }
    if (kind !== "enable" && reason === undefined && options.requireReason)
      report("noReason", { at: range, data: undefined });
  },
});

/** Removes the name, and what separates it from the name or keyword before it. */
function removeName({ text }: Article, { start, end }: Range): Fix {
  let from = start;
  while (/[\s,]/.test(text[from - 1] ?? "")) from--;
  // A space must remain between the keyword and the next name.
  const isFirst = /stet-[a-z-]+$/.test(text.slice(Math.max(0, from - 30), from));
  let to = end;
  if (isFirst) while (/[\s,]/.test(text[to] ?? "")) to++;
  const range = isFirst ? { start, end: to } : { start: from, end };
  return {
    title: t("source/directives.fix.removeName", "Remove the name"),
    safety: "safe",
    edits: [{ range, text: "" }],
  };
}

/** Removes the comment, and its line if there is nothing else on it. */
function removal({ text }: Article, { range, parent }: Directive): Fix {
  const remove = (start: number, end: number): Fix => ({
    title: t("source/directives.fix.removeDirective", "Remove the directive"),
    safety: "safe",
    edits: [{ range: { start, end }, text: "" }],
  });
  if (isPreformatted(parent)) return remove(range.start, range.end);
  let { start, end } = range;
  while (isSpace(text[start - 1])) start--;
  while (isSpace(text[end])) end++;
  const begins = start === 0 || isNewline(text[start - 1]) || text[start - 1] === "\uFEFF";
  const ends = end === text.length || isNewline(text[end]);
  if (begins && ends) return remove(start, end + (text.startsWith("\r\n", end) ? 2 : end < text.length ? 1 : 0));
  if (begins) return remove(range.start, end);
  if (ends) return remove(start, range.end);
  return remove(range.start, start < range.start ? end : range.end);
}

const isSpace = (char: string | undefined): boolean => char === " " || char === "\t";
const isNewline = (char: string | undefined): boolean => char === "\n" || char === "\r";

function isPreformatted(element: Directive["parent"]): boolean {
  let depth = 0;
  for (let at = element; at; at = at.parent)
    // The depth is limited for speed. Not touching the whitespace is always correct.
    if (at.tag === "pre" || at.tag === "textarea" || ++depth > 200) return true;
  return false;
}
