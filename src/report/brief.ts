/** For hooks: at most one screen of output. Errors come first, and the next command at the end. */
import { Chalk } from "chalk";
import { t } from "../platform/i18n.js";
import type { Violation } from "../results.js";
import { count } from "./count.js";
import { firstExample, foldedFixes, foldedText } from "./folded.js";
import { factLine, fixedText, problemLine } from "./summary.js";
import type { Format } from "./types.js";
import { visible } from "./visible.js";
import { padEnd, widthOf } from "./width.js";

/** The number of lines of a common small terminal. */
const screen = 24;
/** The maximum number of lines per violation. */
const mostLines = 2;
const mostNotes = 3;

interface Row {
  /** The index of the file. */
  readonly file: number;
  readonly path: string;
  readonly violation?: Violation;
  readonly text: string;
}

export const brief: Format = ({ color, isDryRun, width: columns, again = t("report.brief.call", "stet FILES") }) => {
  // The terminal width may be unknown if the hook's output is forwarded.
  const width = Math.min(columns, 80);
  const paint = new Chalk({ level: color ? 1 : 0 });
  // Only as many of each as can be displayed: a run may have a million.
  const failures: Row[] = [];
  const errors: Row[] = [];
  const warnings: Row[] = [];
  let files = 0;
  let found = 0;
  const keep = (rows: Row[], row: Row): void => {
    found++;
    if (rows.length < screen) rows.push(row);
  };
  const linesOf = (text: string): number => Math.max(1, Math.ceil(widthOf(text) / Math.max(1, width)));
  /**
   * Cuts a text so that it fits in its lines together with `around` other columns. A wide character may not fit at the
   * end of a line.
   */
  const cut = (text: string, lines: number, around = 0): string => {
    const room = Math.max(10, lines * (width - 1) - around);
    if (widthOf(text) <= room) return text;
    let used = 1;
    let end = 0;
    for (const char of text) {
      used += widthOf(char);
      if (used > room) break;
      end += char.length;
    }
    return `${text.slice(0, end)}…`;
  };

  return {
    file(result) {
      const file = files++;
      const path = visible(result.path);
      for (const { message } of result.errors)
        keep(failures, {
          file,
          path,
          text: `  ${failure()}  ${cut(visible(message), mostLines, 4 + widthOf(failure()))}`,
        });
      for (const violation of result.violations) {
        const place = result.article === false ? "" : `${violation.line}:${violation.column}`;
        const start = `  ${place.padStart(7)}  ${severityWord(violation.severity)}  `;
        const fixable = violation.fix
          ? violation.fix.safe
            ? t("report.tag.fix", " [fix]")
            : t("report.tag.unsafeFix", " [unsafe fix]")
          : "";
        const end = `  ${violation.rule}${fixable}`;
        const message = cut(visible(violation.message), mostLines, widthOf(start) + widthOf(end));
        keep(violation.severity === "error" ? errors : warnings, {
          file,
          path,
          violation,
          text: start + message + end,
        });
      }
      return "";
    },

    end(run) {
      const { summary, notes } = run;
      for (const one of run.folded.toReversed()) {
        const { path, line, column } = firstExample(one);
        const start = `  ${`${line}:${column}`.padStart(7)}  ${severityWord(one.severity)}  `;
        const end = `  ${one.rule}${foldedFixes(one)}`;
        const text = start + cut(visible(foldedText(one)), mostLines, widthOf(start) + widthOf(end)) + end;
        found++;
        // First, because each stands for many.
        (one.severity === "error" ? errors : warnings).unshift({ file: files++, path: visible(path), text });
      }
      const isRefused = summary.errors + summary.failures > 0;
      const colour = isRefused ? paint.red : summary.warnings > 0 ? paint.yellow : paint.green;
      const mark = isRefused || summary.warnings > 0 ? "✖" : "✔";
      const head = `${mark} ${problemLine(run)}`;
      const tail: string[] = [];
      if (summary.fixed > 0) tail.push(`  ${fixedText(summary.fixed, isDryRun)}`);
      const facts = factLine(summary.images, "image");
      if (facts && summary.images.broken + summary.images.unverifiable > 0) tail.push(cut(`  ${facts}`, 1));
      for (const note of notes.slice(0, mostNotes))
        tail.push(cut(`  ${t("report.note", "note: {note}", { note: visible(note) })}`, mostLines));
      if (notes.length > mostNotes)
        tail.push(
          `  ${t("report.brief.moreNotes", "and {notes}", { notes: count(notes.length - mostNotes, "more note") })}`,
        );
      const { fixable, unsafeFixable } = summary;
      if (fixable > 0)
        tail.push(
          cut(
            `  ${t("report.brief.fixable", "{count} fixable: {command} --fix", { count: fixable, command: again })}`,
            1,
          ),
        );
      if (unsafeFixable > 0)
        tail.push(
          cut(
            `  ${t("report.brief.unsafeFixable", "{count} more fixable, review the changes: {command} --fix --unsafe-fixes", { count: unsafeFixable, command: again })}`,
            1,
          ),
        );
      if (isRefused)
        tail.push(
          `  ${t("report.brief.suppress", "suppress one: <!-- stet-disable-next-line RULE -- reason -->")}`,
          `  ${t("report.brief.accept", "accept all: {program} --baseline-update PATH; skip the check: git commit --no-verify", { program: again.startsWith("npx ") ? "npx stet" : "stet" })}`,
        );

      // Reserve one line for the number of hidden violations.
      let room = screen - 1 - linesOf(head) - tail.reduce((sum, line) => sum + linesOf(line), 0);
      const shown = new Set<Row>();
      const named = new Set<number>();
      for (const row of [...failures, ...errors, ...warnings]) {
        const lines = linesOf(row.text) + (named.has(row.file) ? 0 : 1);
        if (lines > room) break;
        room -= lines;
        shown.add(row);
        named.add(row.file);
      }
      const lines: string[] = [];
      const inOrder = [...shown].sort((a, b) => a.file - b.file || placeOf(a) - placeOf(b));
      let file: number | undefined;
      for (const row of inOrder) {
        if (row.file !== file) lines.push(paint.underline(cut(row.path, 1)));
        file = row.file;
        lines.push(row.text);
      }
      if (found > shown.size)
        lines.push(
          cut(
            `  ${t("report.brief.more", "… and {count} more: {command} --format stylish", { count: found - shown.size, command: again })}`,
            1,
          ),
        );
      lines.push(colour.bold(head), ...tail);
      return `${lines.join("\n")}\n`;
    },
  };
};

const placeOf = ({ violation }: Row): number => violation?.range.start ?? -1;

const failure = (): string => t("report.severity.failure", "failure");

/** Padded to the longest severity, so that messages are aligned. */
function severityWord(severity: Violation["severity"]): string {
  const words = { error: t("report.severity.error", "error"), warning: t("report.severity.warning", "warning") };
  return padEnd(words[severity], Math.max(...Object.values(words).map(widthOf)));
}
