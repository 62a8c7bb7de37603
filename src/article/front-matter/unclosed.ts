/** Front matter without a closing fence. */
import { t } from "../../platform/i18n.js";
import type { FrontMatterProblem, Range } from "../types.js";
import { linesFrom } from "./fence.js";
import { type Language, maxSize } from "./reading.js";
import type { YamlVersion } from "./scalar.js";

/** Reports the line that is almost a closing fence, or the opening fence if there is no such line. */
export function unclosedProblem(
  text: string,
  open: Range,
  content: Range,
  language: Language,
  version: YamlVersion,
): FrontMatterProblem {
  const fence = text.slice(open.start, open.end);
  const mark = fence === "{" ? "}" : fence.slice(0, 3);
  for (const line of linesFrom(text, content.start)) {
    if (line.start > content.end + 1000) break;
    const written = text.slice(line.start, Math.min(line.end, line.start + 100));
    if (written.trim() === "") continue;
    if (line.start - content.start <= maxSize && isAlmostFence(mark, written.trim())) {
      const start = line.start + written.search(/\S/);
      const range = { start, end: start + written.trim().length };
      const lineBreak = text.includes("\r\n") ? "\r\n" : "\n";
      const comment = /#.*/s.exec(written)?.[0];
      const put = comment ? comment.trimEnd() + lineBreak + mark : mark;
      const { data } = language.read(text.slice(content.start, line.start), content.start, version);
      return {
        code: "unclosed",
        message: comment
          ? t(
              "frontMatter.almostClosed.comment",
              "This line does not close the front matter opened by {fence}. Write {mark} at the start of the line and the comment on its own line.",
              { fence, mark },
            )
          : t(
              "frontMatter.almostClosed",
              "This line does not close the front matter opened by {fence}. Write {mark} at the start of the line, and nothing else.",
              { fence, mark },
            ),
        range,
        ...(data && {
          repair: {
            title: t("common.write2", "write {other}", { other: mark }),
            edits: [{ range: { start: line.start, end: line.end }, text: put }],
          },
        }),
      };
    }
    if (line.start > content.end) break;
  }
  const message = t(
    "frontMatter.unclosed",
    "Unclosed front matter: {fence} opens it, and no {mark} follows. Add a line with {mark} after the last entry.",
    { fence, mark },
  );
  return { code: "unclosed", message, range: open };
}

/** `----`, `--`, an indented `---`, dashes that a word processor replaced, the fence of another language. */
function isAlmostFence(mark: string, line: string): boolean {
  if (mark === "---") return /^(?:-{2,}|-{3}\s+#.*|[-\u2010-\u2015\u2212]{1,6}|\+{3}|;{3})$/.test(line) && line !== "-";
  return mark !== "}" && /^(?:\+{2,}|;{2,}|-{3})$/.test(line);
}
