/** JSON, strict, with the place of every key and value. */
import { type ParseError as JsonError, type Node, parseTree, printParseErrorCode } from "jsonc-parser";
import { t } from "../../platform/i18n.js";
import { jsonWords } from "../parser-words.js";
import type { FrontMatterProblem, Range } from "../types.js";
import { jsonBrackets } from "./json-brackets.js";
import { jsonDefects } from "./json-defects.js";
import { failed, type Language, maxDepth, maxProblems, record, type Slot, tooDeep } from "./reading.js";
import { joined, splice } from "./splice.js";

export const json: Language = {
  read(source, base) {
    const whole = { start: base, end: base + source.length };
    const deep = firstTooDeep(source);
    if (deep !== undefined) return failed(tooDeep({ start: base + deep, end: base + deep + 1 }));
    // Hexo's `;;;` block is an object without its braces.
    const bare = !/^\s*[{[]/.test(source);
    const text = bare ? `{${source}}` : source;
    const from = bare ? base - 1 : base;
    const errors: JsonError[] = [];
    const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
    if (errors.length > 0 || !tree)
      return { data: undefined, root: undefined, problems: syntaxProblems(text, errors, from, whole) };
    const problems: FrontMatterProblem[] = [];
    const { value, slot } = convert(tree, undefined, from, problems);
    if (tree.type !== "object") {
      const message =
        tree.type === "array"
          ? t("frontMatter.json.list", 'Front matter is a list. Write an object, for example { "title": "Hello" }.')
          : t(
              "frontMatter.json.scalar",
              'Front matter is a single value. Write an object, for example { "title": "Hello" }.',
            );
      return failed({ code: "not-a-mapping", message, range: slot.value });
    }
    return { data: value as Record<string, unknown>, root: bare ? { ...slot, value: whole } : slot, problems };
  },
  quote: (value) => JSON.stringify(value),
  key: (name) => JSON.stringify(name),
};

function syntaxProblems(text: string, errors: readonly JsonError[], from: number, whole: Range): FrontMatterProblem[] {
  const inside = ({ start, end }: Range): Range => ({
    start: Math.max(whole.start, Math.min(whole.end, from + start)),
    end: Math.max(whole.start, Math.min(whole.end, from + end)),
  });
  const defects = jsonDefects(text);
  const splices = joined(defects.flatMap(({ edit }) => edit ?? []));
  const edits = splices.map((edit) => ({ range: inside(edit), text: edit.text }));
  const isProven = defects.every(({ edit }) => edit) && parses(splice(text, splices));
  // All edits at once, in each problem: only together they make the block readable, and equal fixes are one fix.
  const repair = isProven ? { repair: { title: t("frontMatter.fix.json", "Correct the JSON"), edits } } : {};
  const problems = defects.map(
    ({ range, message }): FrontMatterProblem => ({ code: "syntax", message, range: inside(range), ...repair }),
  );
  if (problems.length > 0) return problems.slice(0, maxProblems);
  // Nothing is known that the parser refuses and that is not told above.
  return errors.slice(0, 1).map(({ error, offset, length }) => ({
    code: "syntax",
    message: jsonWords(printParseErrorCode(error)),
    byParser: true,
    range: inside({ start: offset, end: offset + length }),
  }));
}

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function convert(
  node: Node,
  key: Range | undefined,
  from: number,
  problems: FrontMatterProblem[],
): { value: unknown; slot: Slot } {
  const value = placeOf(node, from);
  if (node.type === "array") {
    const items = (node.children ?? []).map((item) => convert(item, placeOf(item, from), from, problems));
    const children = new Map(items.map(({ slot }, i) => [i, slot]));
    return { value: items.map((item) => item.value), slot: { key, value, style: undefined, flow: true, children } };
  }
  if (node.type !== "object") {
    const style = node.type === "string" ? "double" : "plain";
    return { value: node.value, slot: { key, value, style, flow: true, children: undefined } };
  }
  const data = record();
  const children = new Map<string, Slot>();
  for (const { children: [name, written] = [] } of node.children ?? []) {
    if (!name || !written) continue;
    const keyName = String(name.value);
    const child = convert(written, placeOf(name, from), from, problems);
    if (children.has(keyName)) {
      const message = t("frontMatter.duplicateKey", 'Duplicate key "{key}"', { key: keyName });
      problems.push({ code: "duplicate-key", message, range: placeOf(name, from) });
    } else {
      data[keyName] = child.value;
      children.set(keyName, child.slot);
    }
  }
  return { value: data, slot: { key, value, style: undefined, flow: true, children } };
}

const placeOf = ({ offset, length }: Node, from: number): Range => ({
  start: from + offset,
  end: from + offset + length,
});

function firstTooDeep(source: string): number | undefined {
  let depth = 0;
  for (const { char, at } of jsonBrackets(source, 0)) {
    if (char === "}" || char === "]") depth--;
    else if (++depth > maxDepth) return at;
  }
  return undefined;
}
