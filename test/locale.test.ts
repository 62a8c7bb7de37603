import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { rules } from "../rules/index.js";
import { lintOptions } from "../src/cli/lint-options.js";
import { catalog } from "../src/locale/zh-CN/index.js";
import type { OptionSchemas } from "../src/rule.js";
import { keyOf } from "../src/words.js";

const root = path.resolve(import.meta.dirname, "..");

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !/^locale[\\/]zh-CN/.test(name))
    .map((name) => path.join(folder, name));
}

/** The English words of a file: what `say` tags, and texts given to `translated`. */
function wordsOf(file: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === "say") {
      const { template } = node;
      found.push(
        ts.isNoSubstitutionTemplateLiteral(template)
          ? template.text
          : keyOf([template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)]),
      );
    }
    if (ts.isCallExpression(node) && node.expression.getText() === "translated")
      for (const argument of node.arguments) if (ts.isStringLiteralLike(argument)) found.push(argument.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, readFileSync(path.join(root, file), "utf8"), ts.ScriptTarget.Latest, true));
  return found;
}

/** Texts that are data where they stand, and given to `translated` where they are shown. */
function written(): string[] {
  const texts: string[] = [];
  for (const rule of rules) {
    texts.push(rule.summary);
    for (const { description } of Object.values((rule.options ?? {}) as OptionSchemas)) texts.push(description);
  }
  for (const option of Object.values(lintOptions)) texts.push(option.describe, option.group);
  return texts;
}

const english = new Set([...written(), ...[...sources("src"), ...sources("rules")].flatMap(wordsOf)]);

describe("the Chinese catalog", () => {
  it("has all that stet says", () => {
    expect([...english].filter((key) => !Object.hasOwn(catalog, key))).toEqual([]);
  });

  it("has nothing that stet does not say", () => {
    expect(Object.keys(catalog).filter((key) => !english.has(key))).toEqual([]);
  });

  it("puts in all that the English words put in", () => {
    const values = (text: string) => [...new Set(text.match(/\{\d+\}/g) ?? [])].sort();
    for (const [key, words] of Object.entries(catalog)) expect([words, values(words)]).toEqual([words, values(key)]);
  });
});
