/** Reads JSON (with comments) and YAML files, with the line and column of every value. */
import type { Node as JsonNode, ParseError } from "jsonc-parser";
import { jsonWords, yamlWords } from "../article/parser-words.js";
import type { Path } from "../article/types.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";

export interface DataFile {
  readonly data: unknown;
  /** `file:line:column` of the key (in a list: the item) at `path`, or of the nearest existing parent. */
  place(path: Path): string;
}

/**
 * Parses YAML if the file extension indicates it, otherwise JSON. @throws UserError with the position of the first
 * syntax error.
 */
export async function parseDataFile(source: string, file: string): Promise<DataFile> {
  const text = source.replace(/^\uFEFF/, "");
  const at = (offset: number): string => {
    const before = text.slice(0, offset).split(/\r\n?|\n/);
    return `${file}:${before.length}:${(before.at(-1) ?? "").length + 1}`;
  };
  try {
    const parsed = /\.ya?ml$/i.test(file) ? await parseYaml(text, at) : await parseJson(text, at);
    if (isTooDeep(parsed.data)) throw new RangeError("too deep");
    return parsed;
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UserError(
      t("schema.file.tooDeep", "{file} is nested too deeply.", { file }),
      t("schema.file.tooDeep.hint", "Reduce the nesting."),
      {
        cause: error,
      },
    );
  }
}

/**
 * In UTF-16 units. The YAML parser takes seconds for one megabyte, in which no signal can be handled. Real files have
 * some kilobytes; JSON is read a hundred times faster.
 */
const maxYamlSize = 1024 * 1024;

/** Deeper files would exceed the stack of what compiles and merges them. */
const maxFileDepth = 200;

/** Whether data of a file is nested so deeply that what reads it would exceed the stack. */
export function isTooDeep(data: unknown): boolean {
  const stack = [{ value: data, level: 0 }];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { value, level } = next;
    if (typeof value !== "object" || value === null) continue;
    if (level >= maxFileDepth) return true;
    for (const child of Object.values(value)) stack.push({ value: child, level: level + 1 });
  }
  return false;
}

async function parseJson(text: string, at: (offset: number) => string): Promise<DataFile> {
  const { findNodeAtLocation, parseTree, printParseErrorCode } = await import("jsonc-parser");
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [first] = errors;
  if (first || !tree) {
    const what = first ? printParseErrorCode(first.error) : "ValueExpected";
    throw new UserError(
      t("schema.file.json", "{place} is not valid JSON: {reason}.", {
        place: at(first?.offset ?? 0),
        reason: jsonWords(what),
      }),
      t("schema.file.correct", "Correct the file at this position."),
    );
  }
  const value = (node: JsonNode): unknown => {
    if (node.type === "array") return (node.children ?? []).map(value);
    if (node.type !== "object") return node.value;
    const seen = new Map<string, unknown>();
    for (const { children: [key, member] = [], offset } of node.children ?? []) {
      if (!key || !member) continue;
      if (seen.has(key.value))
        throw new UserError(
          t("schema.file.duplicateKey", '{place}: Duplicate key "{key}".', {
            place: at(offset),
            key: key.value,
          }),
          t("schema.file.duplicateKey.hint", "Remove one of the two keys."),
        );
      seen.set(key.value, value(member));
    }
    return Object.fromEntries(seen);
  };
  return {
    data: value(tree),
    place(path) {
      for (let length = path.length; length > 0; length--) {
        const node = findNodeAtLocation(tree, path.slice(0, length));
        if (node) return at(node.parent?.type === "property" ? node.parent.offset : node.offset);
      }
      return at(tree.offset);
    },
  };
}

async function parseYaml(text: string, at: (offset: number) => string): Promise<DataFile> {
  if (text.length > maxYamlSize)
    throw new UserError(
      t("schema.file.yamlTooLarge", "{place}: The file is larger than stet reads YAML ({max} characters).", {
        place: at(0),
        max: maxYamlSize,
      }),
      t("schema.file.yamlTooLarge.hint", "Write the file as JSON, or split it."),
    );
  const { isMap, isNode, isScalar, parseDocument, visit } = (await import("yaml")).default;
  // The check of the package for equal keys takes quadratic time.
  const document = parseDocument(text, { prettyErrors: false, logLevel: "silent", uniqueKeys: false });
  const refuse = (offset: number, message: string): never => {
    const words = yamlWords(message).replace(/^\w/, (letter) => letter.toLowerCase());
    throw new UserError(
      t("schema.file.yaml", "{place} is not valid YAML: {reason}.", { place: at(offset), reason: words }),
      t("schema.file.correct", "Correct the file at this position."),
    );
  };
  const [first] = document.errors;
  if (first) refuse(first.pos[0], first.message);
  visit(document, {
    Map(_, { items }) {
      const seen = new Set<unknown>();
      for (const { key } of items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) refuse(key.range?.[0] ?? 0, "Map keys must be unique");
        seen.add(key.value);
      }
    },
  });
  let data: unknown;
  try {
    data = document.toJS();
  } catch (error) {
    // An alias without an anchor, or aliases that expand without limit.
    const words = yamlWords((error as Error).message);
    throw new UserError(
      t("schema.file.yaml", "{place} is not valid YAML: {reason}.", { place: at(0), reason: words }),
      t("common.correctFile", "correct the file"),
      { cause: error },
    );
  }
  return {
    data,
    place(path) {
      for (let length = path.length; length > 0; length--) {
        const parent = document.getIn(path.slice(0, length - 1), true);
        const step = path[length - 1];
        const pair =
          isMap(parent) && parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
        const node = pair ? pair.key : document.getIn(path.slice(0, length), true);
        if (isNode(node) && node.range) return at(node.range[0]);
      }
      return at(0);
    },
  };
}
