import {
  type Article,
  cut,
  type Directive,
  defineRule,
  type Edit,
  either,
  type Fix,
  leavesNoTrace,
  type Range,
  suggest,
  t,
} from "../../src/rule.js";

const kinds = ["stet-disable", "stet-enable", "stet-disable-line", "stet-disable-next-line"];

export default defineRule({
  name: "source/directives",
  editorTag: { unused: "unnecessary", unusedRule: "unnecessary", unusedEnable: "unnecessary" },
  summary: "Directives are in force, silence something, and say why",
  severity: "warning",
  fixable: "safe",
  options: {
    requireReason: { type: "boolean", default: true, description: "want a reason behind `--`" },
    reportUnused: { type: "boolean", default: true, description: "tell of directives that silence nothing" },
  },
  messages: {
    unused: () => t("source/directives.unused", "the directive silences nothing: remove it"),
    unusedRule: (d: { name: string }) =>
      t("source/directives.unusedRule", '"{name}" finds nothing here that the directive would silence: remove it', {
        name: d.name,
      }),
    unusedEnable: (d: { name: string }) =>
      d.name === "*"
        ? t("source/directives.unusedEnable.nothingDisabled", "nothing is disabled here: remove the directive")
        : t("source/directives.unusedEnable.disabledRemove", '"{name}" is not disabled here: remove it', {
            name: d.name,
          }),
    expired: (d: { date: string }) =>
      t(
        "source/directives.expired",
        "the directive ended with {date}: repair what it silenced and remove it, or give it a later date",
        { date: d.date },
      ),
    noReason: () => t("source/directives.noReason", 'the directive gives no reason: say why behind " -- "'),
    unknownRule: (d: { name: string; meant: readonly string[] }) =>
      d.meant.length > 0
        ? t("source/directives.unknownRule.ruleDid", 'there is no rule "{name}": did you mean {meant}?', {
            name: d.name,
            meant: either(d.meant),
          })
        : t("source/directives.unknownRule.ruleSee", 'there is no rule "{name}", see stet rules: correct the name', {
            name: d.name,
          }),
    kind: (d: { found: string; meant: readonly string[] }) =>
      t("source/directives.kind", '"{found}" is no directive: write {either}', {
        found: d.found,
        either: either(d.meant.length > 0 ? d.meant : kinds),
      }),
    target: (d: { found: string }) =>
      t(
        "source/directives.target",
        '"{found}" names no rule: write names such as "image/alt" or "image/*", and a reason behind " -- "',
        { found: d.found },
      ),
    date: (d: { found: string }) =>
      t(
        "source/directives.date",
        '"until" wants the last day, and "{found}" is none: write it as 2027-01-31; until then the directive is not in force',
        { found: d.found },
      ),
  },

  directive(use, { options, article, report }) {
    const { directive, expired } = use;
    const { kind, problems, range, reason, until } = directive;
    for (const { code, found, range: at } of problems) {
      const shown = cut(found);
      if (code === "kind") report("kind", { at, data: { found: shown, meant: suggest(found, kinds) } });
      else report(code, { at, data: { found: shown } });
    }
    if (!kind || problems.some(({ code }) => code === "date")) return;
    const unknown = use.targets.filter(({ state }) => state === "unknown");
    for (const { name, range: at, meant } of unknown) report("unknownRule", { at, data: { name: cut(name), meant } });
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

/** The name with what parts it from the one before it, or the word. */
function removeName({ text }: Article, { start, end }: Range): Fix {
  let from = start;
  while (/[\s,]/.test(text[from - 1] ?? "")) from--;
  // The word stays apart from the next name.
  const isFirst = /stet-[a-z-]+$/.test(text.slice(Math.max(0, from - 30), from));
  let to = end;
  if (isFirst) while (/[\s,]/.test(text[to] ?? "")) to++;
  const range = isFirst ? { start, end: to } : { start: from, end };
  return {
    title: t("source/directives.fix.removeName", "remove the name"),
    safety: "safe",
    edits: [{ range, text: "" }],
  };
}

/** Takes the comment away, with its line if nothing else stands there. */
function removal(article: Article, { range, language, parent }: Directive): Fix {
  const { text, body } = article;
  const remove = (start: number, end: number, isSafe = true): Fix => {
    const edit: Edit = { range: { start, end }, text: "" };
    return {
      title: t("source/directives.fix.removeDirective", "remove the directive"),
      safety: isSafe ? "safe" : "unsafe",
      edits: [edit],
    };
  };
  if (isPreformatted(parent)) return remove(range.start, range.end);
  let { start, end } = range;
  while (isBlank(text[start - 1])) start--;
  while (isBlank(text[end])) end++;
  const begins = start === 0 || isBreak(text[start - 1]) || text[start - 1] === "\uFEFF";
  const ends = end === text.length || isBreak(text[end]);
  const isMarkdown = language === "html" && body.language === "markdown";
  if (begins && ends) {
    const after = end + (text.startsWith("\r\n", end) ? 2 : end < text.length ? 1 : 0);
    // Between two lines of text it parts paragraphs, which would grow together.
    const parts =
      isMarkdown && start > body.range.start && !isBlankLine(text, start, -1) && !isBlankLine(text, after, 1);
    // A CR and an LF that come together are one line break.
    const joins = text[start - 1] === "\r" && text[after] === "\n";
    return remove(start, after, !parts && !joins);
  }
  // A Markdown line that begins with a comment is HTML to its end.
  if (begins) return remove(range.start, end, !isMarkdown);
  if (ends) return remove(start, range.end, !isMarkdown || leavesNoTrace(article, { start, end: range.end }));
  const isApart = start < range.start && end > range.end;
  // `*a*<!-- … -->*b*`
  return remove(range.start, isApart ? end : range.end, isApart || !isMarkdown);
}

const isBlank = (char: string | undefined): boolean => char === " " || char === "\t";
const isBreak = (char: string | undefined): boolean => char === "\n" || char === "\r";

/** Whether the line that begins at `at`, or (`step` -1) the one that ends there, is blank or none. */
function isBlankLine(text: string, at: number, step: 1 | -1): boolean {
  let near = step === 1 ? at : at - (text.endsWith("\r\n", at) ? 3 : 2);
  while (isBlank(text[near])) near += step;
  return near < 0 || near >= text.length || isBreak(text[near]);
}

function isPreformatted(element: Directive["parent"]): boolean {
  let depth = 0;
  for (let at = element; at; at = at.parent)
    // So deep nobody looks: to leave the white space as it is is never wrong.
    if (at.tag === "pre" || at.tag === "textarea" || ++depth > 200) return true;
  return false;
}
