/**
 * For a review comment or job summary: violations by rule, and the first violations. It never exceeds the size limit of
 * a GitHub comment, and begins with a marker by which a program can find its comment again, and the counts for programs.
 */

import { t } from "../platform/i18n.js";
import type { FileResult, FoldedViolation, Violation } from "../results.js";
import { clauses, count, grouped } from "./count.js";
import { firstExample, foldedFixes, foldedText } from "./folded.js";
import { share } from "./group-lines.js";
import { Groups } from "./groups.js";
import { factLine, internalLine, problemLine } from "./summary.js";
import type { Format, ReportOptions } from "./types.js";
import { visible } from "./visible.js";

/** The marker by which a program finds its own comment. */
const marker = "<!-- stet report -->";
/** The maximum numbers of violations per severity and of characters. GitHub limits a comment to 65,536 characters. */
const mostFindings = 100;
const mostText = 60_000;
const mostNotes = 20;

export const markdown: Format = (options) => {
  const rules = new Groups("rule");
  const first: Record<"failure" | Violation["severity"], string[]> = { failure: [], error: [], warning: [] };
  return {
    file(result) {
      rules.add(result);
      for (const violation of result.violations)
        if (first[violation.severity].length < mostFindings)
          first[violation.severity].push(row(result, violation, options));
      for (const { message } of result.errors)
        if (first.failure.length < mostFindings) first.failure.push(`| ${code(result.path)} | ${text(message)} | |\n`);
      return "";
    },
    end(run) {
      const { errors, warnings, failures, fixable, unsafeFixable, images, links } = run.summary;
      const mark = errors + failures > 0 ? "❌" : warnings > 0 ? "⚠️" : "✅";
      const counts = `<!-- stet: ${errors} errors, ${warnings} warnings, ${failures} failures -->`;
      const parts = [`${marker}\n${counts}\n## ${mark} stet: ${problemLine(run)}\n`];
      if (fixable + unsafeFixable > 0) {
        const how = [
          ...(fixable > 0 ? [t("report.markdown.withFix", "{count} with `stet --fix`", { count: fixable })] : []),
          ...(unsafeFixable > 0
            ? [t("report.markdown.withUnsafeFixes", "{count} with `--fix --unsafe-fixes`", { count: unsafeFixable })]
            : []),
        ];
        parts.push(`\n${t("report.markdown.fixable", "Fixable: {how}.", { how: clauses(how) })}\n`);
      }
      const internal = internalLine(run.summary);
      const facts = [factLine(images, "image"), factLine(links, "link"), internal && text(internal)].filter(Boolean);
      if (facts.length > 0) parts.push(`\n${facts.map((line) => `- ${line}\n`).join("")}`);
      parts.push(ruleRows(rules, errors + warnings - run.folded.length, options));
      for (const one of run.folded.toReversed()) first[one.severity].unshift(foldedRow(one, options));
      for (const note of run.notes.slice(0, mostNotes)) parts.push(`\n> ${text(note)}\n`);
      const moreNotes = run.notes.length - mostNotes;
      if (moreNotes > 0)
        parts.push(`\n> ${t("report.brief.moreNotes", "and {notes}", { notes: count(moreNotes, "more note") })}\n`);
      let room = mostText - parts.reduce((sum, part) => sum + part.length, 0);
      for (const [kind, total, title] of [
        ["failure", failures, t("report.markdown.failures", "Files that could not be checked")],
        ["error", errors, t("report.heading.errors", "Errors")],
        ["warning", warnings, t("report.heading.warnings", "Warnings")],
      ] as const) {
        const part = section(title, first[kind], total, room, kind !== "warning");
        room -= part.length;
        parts.push(part);
      }
      return parts.join("");
    },
  };
};

function ruleRows(rules: Groups, found: number, options: ReportOptions): string {
  const rows = rules.rows();
  if (rows.length === 0) return "";
  const shown = rows.slice(0, 50).map((group) => {
    const { key, violations, errors, articles, fixable, unsafeFixable } = group;
    const numbers = [violations, share(violations, found), articles, fixable || "", unsafeFixable || ""];
    return `| ${errors > 0 ? "❌" : "⚠️"} ${ruleLink(key, options)} | ${numbers.join(" | ")} |\n`;
  });
  const left = rows.length - shown.length;
  const heads = [
    t("report.heading.rule", "rule"),
    t("report.heading.violations", "violations"),
    t("report.heading.share", "share"),
    t("report.heading.articles", "articles"),
    "`--fix`",
    "`--unsafe-fixes`",
  ];
  const more = left > 0 ? `\n${t("report.andMore", "and {count} more", { count: count(left, "rule") })}\n` : "";
  return `\n| ${heads.join(" | ")} |\n| --- | ---: | ---: | ---: | ---: | ---: |\n${shown.join("")}${more}`;
}

/** As many rows as fit, and the number of omitted rows. */
function section(title: string, rows: readonly string[], total: number, room: number, isOpen: boolean): string {
  const head = `\n<details${isOpen ? " open" : ""}><summary>${title}</summary>\n\n| ${t("report.heading.location", "location")} | ${t("report.heading.message", "message")} | ${t("report.heading.rule", "rule")} |\n| --- | --- | --- |\n`;
  const foot = "\n</details>\n";
  // Reserve space for the line with the number of omitted rows.
  let left = room - head.length - foot.length - 60;
  const taken: string[] = [];
  for (const one of rows) {
    left -= one.length;
    if (left < 0) break;
    taken.push(one);
  }
  if (total === 0) return "";
  if (taken.length === 0)
    return `\n${t("report.markdown.omitted", "{title}: {count}, not shown here.", { title, count: grouped(total) })}\n`;
  const others = total - taken.length;
  return `${head}${taken.join("")}${others > 0 ? `\n${t("report.andMore", "and {count} more", { count: grouped(others) })}\n` : ""}${foot}`;
}

function row({ path, article }: FileResult, violation: Violation, options: ReportOptions): string {
  const { line, column, message, rule, fix } = violation;
  const place = article === false ? path : `${path}:${line}:${column}`;
  const fixable = fix
    ? fix.safe
      ? t("report.markdown.tagFixable", " (fixable)")
      : t("report.markdown.tagUnsafe", " (fixable, unsafe)")
    : "";
  return `| ${code(place)} | ${text(message)}${fixable} | ${ruleLink(rule, options)} |\n`;
}

function foldedRow(folded: FoldedViolation, options: ReportOptions): string {
  const { path, line, column } = firstExample(folded);
  const words = text(`${foldedText(folded)}${foldedFixes(folded)}`);
  return `| ${code(`${path}:${line}:${column}`)} | ${words} | ${ruleLink(folded.rule, options)} |\n`;
}

const ruleLink = (name: string, { rules }: ReportOptions): string => {
  const docs = rules?.get(name)?.docs;
  return docs === undefined ? text(name) : `[${text(name)}](${docs})`;
};

/**
 * Escapes text so that it contains no markup, HTML, mention, reference or automatic link. A character reference is
 * never markup. Mentions are detected in rendered text, so a comment splits them.
 */
const text = (raw: string): string =>
  visible(raw)
    .replace(/\bwww\.|[&<>"'`*_{}[\]()|\\:$^=@#!~%]/gi, (found) => {
      if (found.length > 1) return `${found.slice(0, 3)}&#46;`;
      return /[@#!~%]/.test(found) ? `${entity(found)}<!-- -->` : entity(found);
    })
    .trim();

/** The same in a monospaced font. A code span would end at a backtick. */
const code = (raw: string): string => `<code>${text(raw)}</code>`;

const entity = (char: string): string => `&#${char.charCodeAt(0)};`;
