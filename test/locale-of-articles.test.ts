/** All that is said of articles is tagged, so that the catalogs (test/locale.test.ts) have it. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "..");

const sources = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts"))
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`);

const parsed = (file: string): ts.SourceFile =>
  ts.createSourceFile(file, readFileSync(path.join(root, file), "utf8"), ts.ScriptTarget.Latest, true);

/** Whether a literal is the id or the text of a call of `t`. */
const isMessage = ({ parent }: ts.StringLiteralLike): boolean =>
  ts.isCallExpression(parent) && parent.expression.getText() === "t";

/** The texts of a file that are given to `t` by nothing, each with the expression that it is (a part of). */
function* untagged(file: string): Generator<{ text: string; node: ts.Expression }> {
  const stack: ts.Node[] = [parsed(file)];
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isLiteralTypeNode(node)) continue;
    if (ts.isStringLiteralLike(node) && !isMessage(node)) yield { text: node.text, node };
    if (ts.isTemplateExpression(node))
      yield { text: [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join("{…}"), node };
    stack.push(...node.getChildren());
  }
}

/** What looks like English words and is nothing that a person is told, by the files that it stands in. */
const unsaid: Readonly<Record<string, readonly (string | RegExp)[]>> = {
  // Names of elements, keywords and attributes, as lists.
  "rules/html/empty-element.ts": [/^h1 h2 /],
  "rules/html/nesting.ts": [/^base link /],
  "rules/text/_content.ts": [/^img picture /],
  "src/article/body/shown-as-code.ts": [/^details summary /, /^li dt dd /, "tagged text"],
  "src/article/body/html-blocks.ts": [/^address article /],
  "src/article/body/layout.ts": [/^pre code /],
  "src/article/body/inline-html.ts": [/^a em /],
  "src/article/body/element-reader.ts": [/^(?:a|address|area|canvas|caption|hr) [a-z\d ]+$/],
  "src/article/body/vue-syntax.ts": [/^a abbr /],
  "src/rule/queries.ts": [/^address article /, /^audio canvas /, "<b><p>text</b>"],
  "src/article/body/mistyped-end-tags.ts": [/^a abbr /],
  "src/article/body/tags.ts": [/^li dt /],
  "src/article/body/tag-problems.ts": [/^a b big /],
  "src/article/body/well-formed.ts": [/^span cite /, /^a b big /, /^p div /, /^img br /],
  "src/article/dates.ts": [/^january /, /^sunday /],
  "src/fix/proof/open-elements.ts": [/^a abbr /],
  "src/schema/schema-keywords.ts": [/^additionalItems /, /^allOf /, /^\$defs /, /^const default /],
  // Words that are looked for in articles.
  "rules/image/alt-quality.ts": ["alt text", "image description"],
  "rules/link/text.ts": [/^(?:click|this|read|learn|see|more|continue) /],
  "rules/text/_ending.ts": [/^(?:read|full|continue|keep|click|view) /],
  "rules/image/src.ts": ["[object Object]"],
  "rules/link/href.ts": ["[object Object]"],
  "src/article/lost-values.ts": ["[object Object]"],
  // Words of parsers that are looked for, or translated.
  "src/article/body/mdx-expression.ts": [/^Unterminated /, "Unexpected token", "Unexpected content after expression"],
  "src/article/parser-words.ts": [/^[Ff]low (?:map|sequence)$/],
  // ("too deep" is never shown: another message says it of the file.)
  "src/schema/data-file.ts": ["Map keys must be unique", "too deep"],
  "src/schema/keyword-problems.ts": ["false schema"],
  // Code that ajv puts into what it makes.
  "src/schema/patterns.ts": ["new RegExp"],
  // Bugs of stet, and of a parser that it brings along.
  "src/article/front-matter/gray-matter.ts": ["front matter is never run as code"],
  "src/article/front-matter/json-defects.ts": ["what follows cannot be judged"],
  "src/schema/ajv-validator.ts": ["ajv has lost the schema {…}"],
  "src/schema/international.ts": ["ajv-formats has no simple format {…}"],
  // What git and patch read in a diff.
  "src/fix/diff.ts": [/\\ No newline at end of file\n$/],
  // The first line of a file of the cache.
  "src/run/site/summary-cache.ts": ["stet site 1"],
};

const isWords = (text: string): boolean => /[A-Za-z]{2,}[,;]? \(?[A-Za-z]{2,}/.test(text);

/** A summary, or the description of an option: given to `translated` where it is shown. */
const isTranslated = ({ parent }: ts.Expression): boolean =>
  ts.isPropertyAssignment(parent) && /^(?:summary|description)$/.test(parent.name.getText());

describe("what is said of articles", () => {
  const folders = [
    "rules",
    ...["article", "rule", "schema", "lint", "fix", "settle", "run/site", "baseline"].map((one) => `src/${one}`),
  ];
  const files = [...folders.flatMap(sources), "src/rule.ts"];

  it.each(files)("is all said in the user's language: %s", (file) => {
    const expected = unsaid[file] ?? [];
    const isExpected = (text: string) =>
      expected.some((one) => (typeof one === "string" ? one === text : one.test(text)));
    const forgotten = [...untagged(file)].filter(
      ({ text, node }) => isWords(text) && !isTranslated(node) && !isExpected(text),
    );
    expect(forgotten.map(({ text }) => text)).toEqual([]);
  });

  it.each(files)("has titles of fixes in the user's language: %s", (file) => {
    const titles = [...untagged(file)].filter(({ text, node }) => {
      const value = ts.isConditionalExpression(node.parent) ? node.parent : node;
      const { parent } = value;
      return ts.isPropertyAssignment(parent) && parent.name.getText() === "title" && /[A-Za-z]{2,}/.test(text);
    });
    expect(titles.map(({ text }) => text)).toEqual([]);
  });
});
