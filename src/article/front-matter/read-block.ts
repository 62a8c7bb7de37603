/** Reads the content of a block between its fences. */
import { t } from "../../platform/i18n.js";
import type { FrontMatterProblem } from "../types.js";
import type { Fences } from "./fence.js";
import { readWithGrayMatter } from "./gray-matter.js";
import { languages } from "./languages.js";
import { readPlainYaml } from "./plain-yaml.js";
import { failed, limit, maxProblems, maxSize, maxWhitespaceRun, type Reading } from "./reading.js";
import type { YamlVersion } from "./scalar.js";
import { unclosedProblem } from "./unclosed.js";

/** Reads the data and the location of every entry, or reports why that is not possible. */
export function readBlock(
  text: string,
  { language: name, open, languageName, content, close }: Fences,
  version: YamlVersion,
): Reading {
  const language = languages.get(name);
  if (!language) {
    const stated = text.slice(languageName.start, languageName.end);
    const message = t(
      "frontMatter.language",
      'stet does not support front matter in "{name}". Use YAML, TOML or JSON.',
      { name: stated },
    );
    return failed({ code: "language", message, range: languageName });
  }
  if (!close) return failed(unclosedProblem(text, open, content, language, version));
  if (content.end - content.start > maxSize) {
    const size = content.end - content.start;
    return failed(
      limit(
        t(
          "frontMatter.tooLong",
          "Front matter has {size} characters, and stet reads at most {max}. Move long content into the article or a data file.",
          { size, max: maxSize },
        ),
        open,
      ),
    );
  }
  // Parsers recognize only LF and CRLF as newlines. Replacing a lone CR by LF preserves all offsets.
  const source = text.slice(content.start, content.end).replace(/\r(?!\n)/g, "\n");
  const conflicts = conflictsIn(source, content.start);
  if (conflicts.length > 0) return { data: undefined, root: undefined, problems: conflicts };
  const run = source.length > maxWhitespaceRun ? longestWhitespaceRun(source) : 0;
  if (run > maxWhitespaceRun)
    return failed(
      limit(
        t(
          "frontMatter.tooMuchSpace",
          "Front matter has {count} spaces and blank lines in a row, and stet reads at most {max}. Remove them.",
          { count: run, max: maxWhitespaceRun },
        ),
        open,
      ),
    );
  const plain = name === "yaml" ? readPlainYaml(source, content.start, version) : undefined;
  return plain ?? readWithGrayMatter(source, content, text.slice(close.start, close.end), language, version);
}

/** Merge conflict markers, in any language. If there are any, nothing else is checked. */
function conflictsIn(source: string, base: number): FrontMatterProblem[] {
  if (!source.includes("<<<<<<<") || !/^>{7}(?: |$)/m.test(source)) return [];
  return [...source.matchAll(/^<{7}(?:[ ][^\r\n]*)?$/gm)].slice(0, maxProblems).map(({ index, 0: line }) => ({
    code: "conflict",
    message: t(
      "frontMatter.conflict",
      "Unresolved merge conflict. Keep one side and remove the lines with <<<<<<<, ======= and >>>>>>>.",
    ),
    range: { start: base + index, end: base + index + line.trimEnd().length },
  }));
}

/** The length of the longest run of whitespace. */
function longestWhitespaceRun(source: string): number {
  let longest = 0;
  let run = 0;
  for (let i = 0; i < source.length; i++) {
    const char = source.charCodeAt(i);
    if (char <= 0x20 || char === 0xa0 || char === 0x3000 || char === 0xfeff) longest = Math.max(longest, ++run);
    else run = 0;
  }
  return longest;
}
