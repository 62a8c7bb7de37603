import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";
import { rules } from "../rules/index.js";
import { lintOptions } from "../src/cli/lint-options.js";
import { presets } from "../src/config/presets.js";
import { catalog } from "../src/locale/zh-CN/index.js";
import { botWalls } from "../src/probe/bot-walls.js";
import { knownPlaceholders } from "../src/probe/placeholders.js";
import { verdictOf } from "../src/probe/verdict.js";
import { pageWords } from "../src/report/html/page-words.js";
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

const presetSchemas = ["article", "hexo", "jekyll", "hugo", "astro"];

/** What a schema says of its keys, without the page that it goes by. */
function descriptionsIn(schema: unknown): string[] {
  if (typeof schema !== "object" || schema === null) return [];
  const { properties = {} } = schema as { properties?: Record<string, { description?: string }> };
  const own = Object.values(properties).flatMap(({ description }) => description ?? []);
  return [
    ...own.map((text) => text.replace(/ https:\/\/\S+$/, "")),
    ...Object.values(schema as Record<string, unknown>).flatMap(descriptionsIn),
  ];
}

/** Texts that are data where they stand, and given to `translated` where they are shown. */
function written(): string[] {
  const texts: string[] = [];
  for (const rule of rules) {
    texts.push(rule.summary);
    for (const { description } of Object.values((rule.options ?? {}) as OptionSchemas)) texts.push(description);
  }
  for (const option of Object.values(lintOptions)) texts.push(option.describe, option.group);
  texts.push(...presets.map(({ summary }) => summary));
  texts.push(...Object.keys(verdictOf), ...Object.values(verdictOf), "ok");
  texts.push(...botWalls.map(({ name }) => name), ...knownPlaceholders.map(({ name }) => name));
  texts.push(...pageWords);
  for (const name of presetSchemas)
    texts.push(...descriptionsIn(JSON.parse(readFileSync(path.join(root, `schemas/${name}.schema.json`), "utf8"))));
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

const spokenProperties = new Set(["describe", "detail", "found"]);

/** What people read and nobody has tagged, as `file: text`. */
function unsaid(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(path.join(root, file), "utf8"), ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  /** Texts of which the value of an expression is made; what functions are given is none of it. */
  const look = (node: ts.Node | undefined): void => {
    if (!node || ts.isTaggedTemplateExpression(node) || ts.isCallExpression(node)) return;
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const own = ts.isTemplateExpression(node)
        ? [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join(" ")
        : node.text;
      const words = own.replace(/\bstet\b|\bHTTP\b|\$\w+|--[a-z-]+/g, "");
      if (/[A-Za-z]{2,}/.test(words)) found.push(`${file}: ${own}`);
    }
    if (ts.isConditionalExpression(node)) {
      look(node.whenTrue);
      look(node.whenFalse);
    } else if (!ts.isPropertyAssignment(node) || node.name.getText() === "message") ts.forEachChild(node, look);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === "UserError")
      node.arguments?.slice(0, 2).forEach(look);
    if (ts.isPropertyAssignment(node) && spokenProperties.has(node.name.getText()) && !file.endsWith("lint-options.ts"))
      look(node.initializer);
    if (ts.isCallExpression(node)) {
      const called = node.expression.getText();
      if (/^process\.std(?:out|err)\.write$/.test(called) || /\.(?:usage|epilogue)$/.test(called))
        look(node.arguments[0]);
      if (/\.(?:command|example|completion|demandCommand)$/.test(called) && /^src.cli/.test(file))
        look(node.arguments[1]);
      if (called === "failure") look(node.arguments[1]);
      if (called === "unmet") look(node.arguments[2]);
      if (/(?:^|\.)(?:#?note|refuse)$/.test(called))
        node.arguments.filter((one) => / /.test(one.getText())).forEach(look);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

describe("the program", () => {
  it("says all that people read in their language: mistakes, options, what it prints, what was seen of pictures", () => {
    const areas = /^src.(?:article|schema|lint|fix|settle|site|baseline|testing)\b/;
    expect(
      sources("src")
        .filter((file) => !areas.test(file))
        .flatMap(unsaid),
    ).toEqual([]);
  });

  it("has the words of the report's page in the list that the page is given", () => {
    expect(wordsOf("src/report/html/page.js").filter((words, at, all) => all.indexOf(words) === at)).toEqual(pageWords);
  });
});
