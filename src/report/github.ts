/** GitHub Actions annotations: https://docs.github.com/actions/reference/workflow-commands-for-github-actions */

import { factLine, noteLines, problemLine } from "./summary.js";
import type { Format } from "./types.js";
import { visible } from "./visible.js";

export const github: Format = () => ({
  file({ path, article, violations, errors }) {
    const lines = violations.map(({ severity, rule, message, line, column, endLine, endColumn }) => {
      const columns = line === endLine && { col: column, endColumn };
      const place = article === false ? {} : { line, endLine, ...columns };
      return command(severity, { file: path, ...place, title: rule }, message);
    });
    for (const { message } of errors) lines.push(command("error", { file: path, title: "stet" }, message));
    return lines.join("");
  },
  end(run) {
    // A blank in front: a line that does not begin with `::` is never a command.
    const { images, links } = run.summary;
    return [problemLine(run), factLine(images, "image"), factLine(links, "link"), ...noteLines(run)]
      .flatMap((line) => (line === undefined ? [] : [` ${line}\n`]))
      .join("");
  },
});

function command(name: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(",")}::${escapeData(visible(message))}\n`;
}

const escapeData = (text: string): string =>
  text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
const escapeProperty = (text: string): string => escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
