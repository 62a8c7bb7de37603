import ts from "typescript";
import { describe, expect, it } from "vitest";
import { catalog } from "../src/locale/zh-CN/index.js";
import { pageMessages } from "../src/report/html/page-messages.js";
import { pageModules } from "../src/report/html/page-script.js";
import { allMessages, messagesOf, parsed, sources } from "../tools/messages.js";

const messages = allMessages();
const english = new Map(messages.map(({ id, text }) => [id, text]));

describe("message ids", () => {
  it("stand for one English text each", () => {
    const others = messages.filter(({ id, text }) => english.get(id) !== text);
    expect(others).toEqual([]);
  });

  it("begin with the name of the rule that reports them", () => {
    const wrong = messages.filter(({ id, file }) => {
      const [, rule] = /^rules\/(.+)\.ts$/.exec(file) ?? [];
      return rule !== undefined && !id.startsWith(`${rule}.`) && !id.startsWith("common.");
    });
    expect(wrong).toEqual([]);
  });
});

describe("the Chinese catalog", () => {
  // A missing translation is a warning here, so that you can contribute without Chinese; a release needs all of them
  // (npm run check:messages -- --release).
  const missing = [...english.keys()].filter((id) => !Object.hasOwn(catalog, id));
  if (missing.length > 0) console.warn(`Not translated yet, shown in English: ${missing.join(", ")}`);

  it("has no message that stet does not have: remove what is listed here from src/locale/zh-CN", () => {
    expect(Object.keys(catalog).filter((id) => !english.has(id))).toEqual([]);
  });

  it("uses the placeholders of the English text, all of them", () => {
    const values = (text: string) => [...new Set(text.match(/\{[A-Za-z]\w*\}/g) ?? [])].sort();
    for (const [id, text] of Object.entries(catalog)) {
      const original = english.get(id);
      if (original !== undefined) expect([id, values(text)]).toEqual([id, values(original)]);
    }
  });
});

const spokenProperties = new Set(["describe", "detail", "found"]);

/** What people read and nobody has tagged, as `file: text`. */
function unsaid(file: string): string[] {
  const source = parsed(file);
  const found: string[] = [];
  /** Texts of which the value of an expression is made; what functions are given is none of it. */
  const look = (node: ts.Node | undefined): void => {
    if (!node || ts.isCallExpression(node)) return;
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
    // Details of addresses are names of settings and plugins.
    const areas = /^src.(?:article|schema|lint|fix|settle|run.site|baseline|testing|generators.(?:routes|tags))\b/;
    expect(
      sources("src")
        .filter((file) => !areas.test(file))
        .flatMap(unsaid),
    ).toEqual([]);
  });

  it("gives the report's page the messages that its script shows", () => {
    const shown = pageModules
      .flatMap((name) => messagesOf(`src/report/html/page/${name}.js`))
      .map(({ id, text }) => [id, text]);
    expect(Object.fromEntries(shown)).toEqual(pageMessages);
  });
});
