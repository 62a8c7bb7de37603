/** GitHub Actions annotations: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */

import { t } from "../platform/i18n.js";
import type { FileResult } from "../results.js";
import { count } from "./count.js";
import { foldedResult } from "./folded.js";
import { factLines, noteLines, problemLine } from "./summary.js";
import type { Format } from "./types.js";
import { visible } from "./visible.js";

/** GitHub shows this many annotations of each kind per step; the others only appear in the log. */
const shown = 10;

export const github: Format = () => {
  const written = { error: 0, warning: 0 };
  const commands = ({ path, article, violations, errors }: FileResult): string => {
    const lines = violations.map(({ severity, rule, message, line, column, endLine, endColumn }) => {
      const columns = line === endLine && { col: column, endColumn };
      const place = article === false ? {} : { line, endLine, ...columns };
      written[severity]++;
      return command(severity, { file: path, ...place, title: rule }, message);
    });
    written.error += errors.length;
    for (const { message } of errors) lines.push(command("error", { file: path, title: "stet" }, message));
    return lines.join("");
  };
  return {
    file: commands,
    end(run) {
      const folded = run.folded.map((one) => commands(foldedResult(one)));
      const cut = (["error", "warning"] as const).flatMap((kind) =>
        written[kind] > shown ? [count(written[kind] - shown, kind)] : [],
      );
      const omitted =
        cut.length > 0
          ? t("report.github.cut", "GitHub shows only {limit} annotations of each kind; {count} more are in this log", {
              limit: shown,
              count: cut.join(t("report.and", " and ")),
            })
          : undefined;
      // A leading space: a line that does not begin with `::` is never a command.
      const closing = [problemLine(run), omitted, ...factLines(run.summary), ...noteLines(run)];
      return [...folded, ...closing.flatMap((line) => (line === undefined ? [] : [` ${line}\n`]))].join("");
    },
  };
};

/** A command to GitHub Actions, with its line break. Nothing in the message ends it or begins another one. */
export function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${visible(escapeProperty(String(value)))}`);
  return `::${name} ${list.join(",")}::${escapeData(visible(message))}\n`;
}

const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
