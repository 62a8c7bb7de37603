/**
 * Finds the place in front matter that is being edited. It reads lines instead of using a parser, because incomplete
 * front matter cannot be parsed.
 */
import { getLocation } from "jsonc-parser";
import type { FrontMatter, Path, Range } from "../article/types.js";

export interface WritingPlace {
  /** The path of the mapping for a key, or of the value itself. */
  readonly path: Path;
  readonly kind: "key" | "value";
  /** The text that was written so far, which a completion replaces. */
  readonly range: Range;
  /** Whether the key already has its separator (`:`, `=`). */
  readonly hasSign: boolean;
  /** A list item can also be a new mapping: after `- ` in YAML. */
  readonly also?: "key";
}

/** `undefined` if there is nothing to complete: outside the fences, in a comment, or in other languages. */
export function writingPlace(frontMatter: FrontMatter, text: string, offset: number): WritingPlace | undefined {
  const { language, content, range } = frontMatter;
  if (language === "json") {
    const start = text.indexOf("{", range.start);
    return start >= 0 && start < offset && offset < range.end
      ? inJson(text.slice(start, range.end), start, offset)
      : undefined;
  }
  if (offset < content.start || offset > content.end) return undefined;
  const lineStart = text.lastIndexOf("\n", offset - 1) + 1;
  // The line of the closing fence comes after the content.
  const before = text.slice(Math.max(lineStart, content.start), offset);
  const rest = /^[^\r\n]*/.exec(text.slice(offset))?.[0] ?? "";
  const above = text.slice(content.start, Math.max(lineStart, content.start)).split(/\r?\n/).slice(0, -1);
  if (/(?:^|\s)#/.test(before)) return undefined;
  if (language === "toml") return inToml(above, before, rest, offset);
  return language === "yaml" ? inYaml(above, before, rest, offset) : undefined;
}

function inYaml(above: readonly string[], before: string, rest: string, offset: number): WritingPlace | undefined {
  const [, lead = "", word] = /^(\s*(?:-\s+)*)(["']?[^\s:,[\]{}"']*)$/.exec(before) ?? [];
  if (word !== undefined) {
    const path = yamlPath(above, lead);
    const place = { path, range: { start: offset - word.length, end: offset } };
    const hasSign = /^[^\s:]*\s*:/.test(rest);
    // The text after a dash can be the item itself.
    if (lead.includes("-")) return { ...place, kind: "value", hasSign, also: "key" };
    return { ...place, kind: "key", hasSign };
  }
  const [, dashes = "", quoted, plain = "", value] =
    /^(\s*(?:-\s+)*)(?:"([^"]*)"|'[^']*'|(?!-\s)([^\s"'#[\]{},:](?:[^:#]*[^:#\s])?))\s*:\s+(.*)$/s.exec(before) ?? [];
  if (value === undefined) return undefined;
  const path = [...yamlPath(above, dashes), quoted ?? plain];
  const item = /^\[(?:.*,)?\s*([^\s,[\]]*)$/.exec(value);
  if (item) return valuePlace([...path, 0], item[1] ?? "", offset);
  return /[[{]/.test(value) ? undefined : valuePlace(path, value, offset);
}

const valuePlace = (path: Path, written: string, offset: number): WritingPlace => ({
  path,
  kind: "value",
  range: { start: offset - written.length, end: offset },
  hasSign: false,
});

/** The path of a line, from its indentation and the dashes before its key. */
function yamlPath(above: readonly string[], lead: string): Path {
  const path: (string | number)[] = [];
  let column = lead.length;
  // A dash may have the same indentation as the key of its list.
  let isItem = false;
  const climb = (dashes: string): void => {
    for (let at = dashes.lastIndexOf("-"); at >= 0; at = dashes.lastIndexOf("-", at - 1)) {
      path.unshift(0);
      column = at;
      isItem = true;
      if (at === 0) break;
    }
  };
  climb(lead);
  for (let index = above.length - 1; index >= 0 && (column > 0 || isItem); index--) {
    const line = above[index] ?? "";
    const [, dashes = "", quoted, single, plain] =
      /^(\s*(?:-\s+)*)(?:"([^"]*)"|'([^']*)'|((?:[^\s"'#[\]{},-]|-[^\s:#])(?:[^:#]*[^:#\s])?))\s*:(?:\s|$)/.exec(
        line,
      ) ?? [];
    const key = quoted ?? single ?? plain;
    if (key === undefined) {
      const bare = /^(\s*)-\s*$/.exec(line);
      if (bare && !isItem && (bare[1] ?? "").length < column) climb(`${bare[1]}-`);
      continue;
    }
    const keyColumn = dashes.length;
    if (keyColumn < column || (isItem && keyColumn === column)) {
      path.unshift(key);
      column = keyColumn;
      isItem = false;
      climb(dashes);
    } else if (keyColumn === column && !isItem) climb(dashes);
  }
  return path;
}

function inToml(above: readonly string[], before: string, rest: string, offset: number): WritingPlace | undefined {
  const table: (string | number)[] = [];
  for (const line of above) {
    const [, open, name] = /^\s*(\[\[?)\s*([^\]#\s](?:[^\]#]*[^\]#\s])?)\s*\]/.exec(line) ?? [];
    if (name === undefined) continue;
    table.splice(0, table.length, ...dotted(name));
    if (open === "[[") table.push(0);
  }
  const [key] = /^\s*[\w-]*$/.exec(before) ?? [];
  if (key !== undefined) {
    const word = key.trimStart();
    const range = { start: offset - word.length, end: offset };
    return { path: table, kind: "key", range, hasSign: /^[\w-]*\s*=/.test(rest) };
  }
  const [, name, value = ""] = /^\s*([\w."'-]+)\s*=\s*(.*)$/s.exec(before) ?? [];
  if (name === undefined) return undefined;
  const path = [...table, ...dotted(name)];
  const item = /^\[(?:.*,)?\s*([^\s,[\]]*)$/.exec(value);
  if (item) return valuePlace([...path, 0], item[1] ?? "", offset);
  return /[[{]/.test(value) ? undefined : valuePlace(path, value, offset);
}

const dotted = (name: string): string[] => name.split(".").map((part) => part.trim().replace(/^(["'])(.*)\1$/, "$2"));

function inJson(source: string, start: number, offset: number): WritingPlace | undefined {
  const { path, previousNode: node, isAtPropertyKey } = getLocation(source, offset - start);
  const range = node
    ? { start: start + node.offset, end: start + node.offset + node.length }
    : { start: offset, end: offset };
  if (!isAtPropertyKey) return path.length === 0 ? undefined : { path, kind: "value", range, hasSign: false };
  const hasSign = /^\s*:/.test(source.slice(range.end - start));
  return { path: path.slice(0, -1), kind: "key", range, hasSign };
}
