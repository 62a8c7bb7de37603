/** Collects every message of stet with its id from the code, to check catalogs and wording. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { rules } from "../rules/index.js";
import { lintOptions } from "../src/cli/lint-options.js";
import { presets } from "../src/config/presets.js";
import { botWalls } from "../src/probe/bot-walls.js";
import { knownPlaceholders } from "../src/probe/placeholders.js";
import { verdictOf } from "../src/probe/verdict.js";
import { pageMessages } from "../src/report/html/page-messages.js";
import type { OptionSchemas } from "../src/rule.js";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");

export interface Message {
  readonly id: string;
  /** English, with placeholders such as `{name}`. */
  readonly text: string;
  /** Relative to the root of the repository. */
  readonly file: string;
}

/** The TypeScript files below a folder of the repository, without the catalogs. */
export function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/^locale[\\/]zh-CN/.test(name))
    .map((name) => path.join(folder, name).replaceAll(path.sep, "/"));
}

export const parsed = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(path.join(root, file), "utf8"), ts.ScriptTarget.Latest, true);

const isLiteral = (node: ts.Node | undefined): node is ts.StringLiteralLike =>
  node !== undefined && ts.isStringLiteralLike(node);

/** The calls of `t` in a file. An id or text that is not a literal is an error, because it cannot be checked. */
export function messagesOf(file: string): Message[] {
  const found: Message[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === "t") {
      const [id, text] = node.arguments;
      if (!isLiteral(id) || !isLiteral(text))
        throw new Error(`${file}: the id and the text of t(...) must be string literals: ${node.getText()}`);
      found.push({ id: id.text, text: text.text, file });
    }
    ts.forEachChild(node, visit);
  };
  visit(parsed(file));
  return found;
}

/** The descriptions of keys and values in a preset schema, without the link to the generator's documentation. */
function descriptionsIn(schema: unknown, file: string): Message[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { description, "x-message-id": id } = schema as { description?: unknown; "x-message-id"?: unknown };
  const own =
    typeof description === "string" && typeof id === "string"
      ? [{ id: `fields.${id}`, text: description.replace(/ https:\/\/\S+$/, ""), file }]
      : [];
  return [...own, ...Object.values(schema).flatMap((child) => descriptionsIn(child, file))];
}

/** Texts that are data in the code and translated by `translate` for display. */
function dataMessages(): Message[] {
  const found: Message[] = [];
  for (const rule of rules) {
    const file = `rules/${rule.name}.ts`;
    found.push({ id: `${rule.name}.summary`, text: rule.summary, file });
    for (const [name, { description }] of Object.entries((rule.options ?? {}) as OptionSchemas))
      found.push({ id: `${rule.name}.options.${name}`, text: description, file });
  }
  for (const [name, { describe, group }] of Object.entries(lintOptions)) {
    const file = "src/cli/lint-options.ts";
    found.push({ id: `options.${name}`, text: describe, file }, { id: `options.group.${group}`, text: group, file });
  }
  for (const { name, summary } of presets)
    found.push({ id: `presets.${name}`, text: summary, file: "src/config/presets.ts" });
  for (const word of new Set([...Object.keys(verdictOf), ...Object.values(verdictOf), "ok"]))
    found.push({ id: `verdict.${word}`, text: word, file: "src/probe/verdict.ts" });
  for (const { name } of botWalls) found.push({ id: `botWall.${name}`, text: name, file: "src/probe/bot-walls.ts" });
  for (const { id, name } of knownPlaceholders)
    found.push({ id: `placeholder.${id}`, text: name, file: "src/probe/placeholders.ts" });
  for (const [id, text] of Object.entries(pageMessages))
    found.push({ id, text, file: "src/report/html/page-messages.ts" });
  for (const name of ["article", "hexo", "jekyll", "hugo", "astro"]) {
    const file = `schemas/${name}.schema.json`;
    found.push(...descriptionsIn(JSON.parse(readFileSync(path.join(root, file), "utf8")), file));
  }
  return found;
}

/** All messages, in the order of the files. */
export const allMessages = (): Message[] => [
  ...[...sources("rules"), ...sources("src")].flatMap(messagesOf),
  ...dataMessages(),
];
