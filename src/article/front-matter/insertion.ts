/** Adds entries to front matter. */
import type { Edit, FrontMatter } from "../types.js";
import { languages } from "./languages.js";

/**
 * Edits that add an entry at the end of the front matter, in order of preference. Not all of them give the entry: the result is
 * to be read.
 *
 * @param source the value as the language writes it.
 */
export function insertionsOf(frontMatter: FrontMatter, key: string, source: string, text: string): Edit[] {
  const { language, content } = frontMatter;
  const newline = /\r\n?|\n/.exec(text)?.[0] ?? "\n";
  if (language === "json") return [jsonInsertion(frontMatter, `${JSON.stringify(key)}: ${source}`, text, newline)];
  const name = keyText(language, key);
  const line = language === "toml" ? `${name} = ${source}` : `${name}: ${source}`;
  const before = text.slice(content.start, content.end);
  const starts = [content.end - (/(?:\r\n?|\n)$/.exec(before)?.[0].length ?? 0)];
  // In TOML, an entry after a table would belong to it.
  if (language === "toml") for (const { index } of before.matchAll(/^[ \t]*\[/gm)) starts.push(content.start + index);
  starts.push(content.start);
  // All entries may be indented.
  const indent = /^(?:[ \t]*(?:#[^\r\n]*)?(?:\r\n?|\n))*( *)/.exec(before)?.[1] ?? "";
  return [...new Set([indent, ""])].flatMap((space) =>
    starts.map((start) => {
      const isLineStart = start === content.start || /[\r\n]/.test(text[start - 1] ?? "");
      return { range: { start, end: start }, text: isLineStart ? space + line + newline : newline + space + line };
    }),
  );
}

/** The name as the languages write it that have names without quotes. */
const keyText = (language: string, key: string): string => {
  if (language === "toml") return /^[\w-]+$/.test(key) ? key : JSON.stringify(key);
  return languages.get(language)?.quote(key, "plain", true) ?? key;
};

/** After the last entry, with the whitespace that is before it. */
function jsonInsertion(frontMatter: FrontMatter, entry: string, text: string, newline: string): Edit {
  const ends = Object.keys(frontMatter.data ?? {}).map((key) => frontMatter.place([key], "entry"));
  const last = ends.reduce((a, b) => ((a?.end ?? 0) > (b?.end ?? 0) ? a : b), undefined);
  if (!last) {
    const { end } = frontMatter.content;
    const isBraced = /^\s*\{/.test(text.slice(frontMatter.content.start));
    const start = isBraced ? text.indexOf("{", frontMatter.content.start) + 1 : end;
    return { range: { start, end: start }, text: `${newline}  ${entry}${newline}` };
  }
  const before = /(?:(\r\n?|\n)[ \t]*)?$/.exec(text.slice(0, last.start))?.[0] ?? "";
  return { range: { start: last.end, end: last.end }, text: `,${before === "" ? " " : before}${entry}` };
}
