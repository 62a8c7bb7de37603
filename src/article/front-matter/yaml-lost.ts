/** Values that YAML parsers refuse or cut, although the package `yaml` reads them. */
import { isScalar } from "yaml";
import { t } from "../../platform/i18n.js";
import type { FrontMatterProblem, Range } from "../types.js";
import type { YamlVersion } from "./scalar.js";

/** @param at the range of the value without its tag and anchor. */
export function lostValue(
  source: string,
  base: number,
  version: YamlVersion,
  node: unknown,
  at: Range,
): FrontMatterProblem | undefined {
  const { anchor, tag } = (node ?? {}) as { readonly anchor?: string; readonly tag?: string };
  if (anchor !== undefined && /^(?:[a-z]\w*|#\d+|#x[\da-f]+);/i.test(anchor))
    return entity(source, base, anchor, at, isScalar(node) && node.type === "PLAIN");
  if (tag !== undefined && isRefused(tag, version)) return refusedTag(source, base, tag, at);
  if (version === "psych" && isScalar(node) && node.type === "PLAIN" && /^:./.test(node.source ?? ""))
    return {
      code: "lost-value",
      message: t(
        "frontMatter.yaml.symbol",
        'Jekyll reads "{value}" as a Ruby symbol, which it refuses, so the whole front matter is lost. Put the value in quotes.',
        { value: (node.source ?? "").slice(0, 60) },
      ),
      range: at,
      repair: quote(at, node.source ?? ""),
    };
  return undefined;
}

/** `!!str` and the like are known to all parsers. Psych and go-yaml ignore other tags, but Psych refuses those of Ruby. */
function isRefused(tag: string, version: YamlVersion): boolean {
  if (tag === "!" || tag.startsWith("tag:yaml.org,2002:")) return false;
  if (version === "go-yaml") return false;
  return version !== "psych" || /^!ruby\//.test(tag);
}

function refusedTag(source: string, base: number, tag: string, at: Range): FrontMatterProblem {
  const start = source.lastIndexOf(tag, at.start - base);
  const range = start === -1 ? at : { start: base + start, end: base + start + tag.length };
  return {
    code: "lost-value",
    message: t(
      "frontMatter.yaml.unknownTag",
      'Unknown YAML tag "{tag}", with which many generators cannot read the front matter. Put the value in quotes if it is text.',
      { tag },
    ),
    range,
  };
}

/** `&quot;` at the start of a value is an anchor for YAML, so that text is lost or the block cannot be read. */
function entity(
  source: string,
  base: number,
  anchor: string,
  at: Range,
  isPlain: boolean,
): FrontMatterProblem | undefined {
  const start = source.lastIndexOf(`&${anchor}`, at.start - base);
  if (start === -1) return undefined;
  const range = { start: base + start, end: Math.max(at.end, base + start + anchor.length + 1) };
  const text = source.slice(start, range.end - base);
  const isLine = isPlain && !/[\r\n]/.test(text);
  return {
    code: "lost-value",
    message: t(
      "frontMatter.yaml.entity",
      'YAML reads "&{anchor}" as an anchor, so this text is lost, or the front matter cannot be read. Put the value in quotes.',
      { anchor: anchor.slice(0, 60) },
    ),
    range,
    ...(isLine && { repair: quote(range, text) }),
  };
}

const quote = (range: Range, text: string): NonNullable<FrontMatterProblem["repair"]> => ({
  title: t("frontMatter.fix.quoteValue", "Put the value in quotes"),
  edits: [{ range, text: `'${text.replaceAll("'", "''")}'` }],
});
