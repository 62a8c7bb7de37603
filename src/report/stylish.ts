/** For people: violations by file, the place first; under `--verbose` with the line they stand in. */
import { Chalk, type ChalkInstance } from "chalk";
import type { Violation } from "../results.js";
import { count, factLine, noteLines, problemLine } from "./summary.js";
import type { Format, ReportOptions } from "./types.js";
import { visible } from "./visible.js";
import { widthOf } from "./width.js";

const chalkFor = ({ color }: ReportOptions): ChalkInstance => new Chalk({ level: color ? 1 : 0 });

export const stylish: Format = (options) => ({
  file(result) {
    if (result.violations.length === 0 && result.errors.length === 0) return "";
    const paint = chalkFor(options);
    const rows = result.violations.map((violation) => {
      const message = visible(violation.message);
      const place = result.article === false ? "" : `${violation.line}:${violation.column}`;
      return { violation, place, message, width: widthOf(message) };
    });
    const placeWidth = Math.max(0, ...rows.map(({ place }) => place.length));
    // Messages line up unless one of them would push the rule names off the screen.
    const most = Math.max(40, options.width - placeWidth - 40);
    const messageWidth = Math.min(most, Math.max(0, ...rows.map(({ width }) => width)));
    const lines = [paint.underline(visible(result.path))];
    for (const { violation, place, message, width } of rows) {
      const severity = violation.severity === "error" ? paint.red("error  ") : paint.yellow("warning");
      const gap = " ".repeat(Math.max(0, messageWidth - width));
      const fixable = violation.fix ? paint.dim(violation.fix.safe ? " [fix]" : " [unsafe fix]") : "";
      lines.push(
        `  ${paint.dim(place.padStart(placeWidth))}  ${severity}  ${message}${gap}  ${paint.dim(violation.rule)}${fixable}`,
      );
      if (options.verbose && result.text !== undefined) lines.push(...frame(result.text, violation, options, paint));
    }
    for (const { message } of result.errors) lines.push(`  ${paint.red("failure")}  ${visible(message)}`);
    return `${lines.join("\n")}\n\n`;
  },

  end(run) {
    const paint = chalkFor(options);
    const {
      errors,
      warnings,
      failures,
      fixable,
      unsafeFixable,
      fixed,
      silenced = 0,
      accepted = 0,
      images,
      links,
      ms,
    } = run.summary;
    const colour = errors + failures > 0 ? paint.red : warnings > 0 ? paint.yellow : paint.green;
    const mark = errors + warnings + failures > 0 ? "✖" : "✔";
    const lines = [colour.bold(`${mark} ${problemLine(run)}`) + paint.dim(` (${(ms / 1000).toFixed(1)} s)`)];
    if (fixed > 0) lines.push(`  ${count(fixed, "violation")} fixed`);
    if (fixable > 0) lines.push(`  ${fixable} can be repaired with --fix`);
    if (unsafeFixable > 0) lines.push(`  ${unsafeFixable} more with --fix --unsafe-fixes`);
    if (silenced > 0) lines.push(`  ${count(silenced, "violation")} silenced by directives`);
    if (accepted > 0) lines.push(`  ${count(accepted, "violation")} accepted by the baseline`);
    for (const line of [factLine(images, "image"), factLine(links, "link")]) if (line) lines.push(`  ${line}`);
    lines.push(...noteLines(run).map((line) => `  ${line}`));
    return `${lines.join("\n")}\n`;
  },
});

/** The line of a violation with a caret under it; of a long line (a whole body may be one) a window around the place. */
function frame(text: string, { range, line, endLine }: Violation, options: ReportOptions, paint: ChalkInstance) {
  const start = Math.min(range.start, text.length);
  const before = Math.max(text.lastIndexOf("\n", start - 1), text.lastIndexOf("\r", start - 1)) + 1;
  const after = /[\r\n]/.exec(text.slice(start, start + options.width * 2))?.index;
  const lineStart = start === 0 ? 0 : before;
  const lineEnd = Math.min(text.length, after === undefined ? start + options.width * 2 : start + after);
  const gutter = `${line} | `;
  const room = Math.max(30, options.width - gutter.length - 8);

  const leadText = text.slice(Math.max(lineStart, start - Math.floor(room / 3)), start);
  const lead = takeWidth([...visible(leadText.replaceAll("\t", "  "))].reverse(), Math.floor(room / 3))
    .reverse()
    .join("");
  const cutLeft = leadText.length < start - lineStart || widthOf(lead) < widthOf(visible(leadText));
  const rest = room - widthOf(lead);
  const end = endLine > line ? lineEnd : Math.min(range.end, lineEnd);
  const marked = takeWidth([...visible(text.slice(start, end).replaceAll("\t", "  "))], rest).join("");
  const tail = takeWidth([...visible(text.slice(end, lineEnd).replaceAll("\t", "  "))], rest - widthOf(marked));
  const shownAll = end + tail.length >= lineEnd && after !== undefined;
  const left = cutLeft ? "…" : "";
  const carets = "^".repeat(Math.max(1, widthOf(marked)));
  const blank = " ".repeat(widthOf(left + lead));
  return [
    `      ${paint.dim(gutter)}${left}${lead}${marked}${tail.join("")}${shownAll ? "" : "…"}`,
    `      ${paint.dim(`${" ".repeat(gutter.length - 2)}| `)}${blank}${paint.red(carets)}`,
  ];
}

/** Characters from the front of a list until a display width is used up; CJK takes two columns. */
function takeWidth(characters: readonly string[], width: number): string[] {
  const taken: string[] = [];
  let used = 0;
  for (const char of characters) {
    used += widthOf(char);
    if (used > width) break;
    taken.push(char);
  }
  return taken;
}
