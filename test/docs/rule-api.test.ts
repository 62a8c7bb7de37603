/** docs/rule-api.md and src/rule.ts have the same names, and the examples are code that compiles. */
import path from "node:path";
import ts from "typescript";
import { beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { complaints, programOf, readPage, snippetsOf } from "../support/snippets.js";

const page = readPage("docs/rule-api.md");
const snippets = snippetsOf(page).filter(({ language }) => language === "ts");

/** By heading, at the third level or a section of the second: the names in the first column of its tables. */
const tables = new Map(
  page
    .split(/^#{2,3} /m)
    .slice(1)
    .map((section) => {
      const heading = (section.split("\n", 1)[0] ?? "").replaceAll("`", "");
      const rows = [...section.matchAll(/^\| `(\w+)` (?:… `(\w+)` )?\|/gm)];
      return [heading, rows.flatMap(([, name = "", last]) => (last ? [name, last] : [name]))] as const;
    }),
);

/** A part of a rule, as the page shows it, in a rule. */
const inRule = (code: string): string => `
import { correctionFixes, defineRule, formatPath, removeAttribute, setUrl, tagNameRange, truncate, valueRange } from "stet";
export const used = [correctionFixes, formatPath, removeAttribute, setUrl, tagNameRange, truncate, valueRange];
export default defineRule({
  name: "house/example",
  summary: "Disallow examples",
  severity: "error",
  messages: { found: (d: { value: string }) => d.value },
${code}});
`;

const files = Object.fromEntries(
  snippets.map(({ info, code }, at) => [`docs/example-${at + 1}.ts`, info === "handler" ? inRule(code) : code]),
);
let program: ts.Program;
let checker: ts.TypeChecker;
let exported: ReadonlyMap<string, ts.Symbol>;
beforeAll(() => {
  program = programOf({ ...files, "docs/api.ts": 'export * from "../src/rule.js";\n' });
  checker = program.getTypeChecker();
  const source = program.getSourceFile(path.join(packageRoot(), "src/rule.ts"));
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error("src/rule.ts is no module");
  exported = new Map(checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol]));
}, 120_000);

const fieldsOf = (name: string): string[] => {
  const symbol = exported.get(name);
  if (!symbol) throw new Error(`src/rule.ts does not export ${name}`);
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return checker
    .getDeclaredTypeOfSymbol(target)
    .getProperties()
    .map((field) => field.name);
};

/** Types with a section of their own, and those whose fields a section leaves to that of another type. */
const types: Readonly<Record<string, readonly string[]>> = {
  RuleSettings: [],
  Context: ["RuleSettings"],
  ArticleContext: ["RuleSettings", "Context"],
  SiteContext: ["RuleSettings"],
  SiteHandlers: [],
  SiteEntry: [],
  AddressClash: [],
  MovedAddress: [],
  SiteFile: [],
  Report: [],
  Fix: [],
  Edit: [],
  Range: [],
  Article: [],
  FrontMatter: [],
  Body: [],
  MarkdownText: [],
  Element: [],
  Attribute: [],
  ImageReference: [],
  LinkReference: [],
  ImageFact: [],
  LinkFact: [],
  FileFact: [],
  AddressFact: [],
};

const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();

describe("docs/rule-api.md", () => {
  it("has every field of a rule, and every handler a section and an example", () => {
    const fields = fieldsOf("Rule");
    const handlers = tables.get("Handlers") ?? [];
    const described = (tables.get("Rule") ?? []).filter((name) => !handlers.includes(name));
    expect(sorted([...described, ...handlers])).toEqual(sorted(fields));
    for (const name of handlers) {
      const [, section = ""] = page.split(`### \`${name}\`\n`);
      expect(section.split(/^##/m, 1)[0], name).toMatch(new RegExp(`\`\`\`ts handler\n${name}[(:]`));
    }
  });

  it.each(Object.entries(types))("has every field of %s, and no other", (name, others) => {
    const elsewhere = new Set(others.flatMap((other) => tables.get(other) ?? []));
    // A context of sites reports otherwise than one of articles, and has its own row.
    const own = fieldsOf(name).filter((field) => !elsewhere.has(field));
    expect(sorted(tables.get(name) ?? [])).toEqual(sorted(own));
  });

  it("has every exported name, and none that is not exported", () => {
    const sections = [
      ...Object.keys(types),
      "Rule",
      "SiteReport",
      ...["Edits", "Ranges and questions", "Text in messages", "URLs and anchors", "Dates and values"].flatMap(
        (section) => tables.get(section) ?? [],
      ),
      ...["HTML standard", "Other types"].flatMap((section) => tables.get(section) ?? []),
      "defineRule",
    ];
    expect(sorted(sections)).toEqual(sorted(exported.keys()));
  });

  it("lists handlers in the order of their calls", () => {
    // The order of src/lint/index.ts, which test/rule-api/order.test.ts runs.
    expect(tables.get("Handlers")).toEqual([
      "encoding",
      "source",
      "frontMatter",
      "schema",
      "parseError",
      "tagProblem",
      "element",
      "text",
      "comment",
      "body",
      "image",
      "link",
      "probed",
      "linkProbed",
      "site",
      "directive",
    ]);
  });

  it("has examples that compile", () => {
    expect(snippets.length).toBeGreaterThan(16);
    expect(complaints(program, Object.keys(files))).toEqual([]);
  });

  it("says which fields need more than a status", () => {
    const needing = (type: string, want: string): string[] => {
      const [, section = ""] = page.split(`### \`${type}\`\n`);
      const [own = ""] = section.split(/^##/m, 1);
      return [...own.matchAll(/^\| `(\w+)` \| `(\w+)` \|/gm)].flatMap(([, name = "", need]) =>
        need === want ? [name] : [],
      );
    };
    expect(needing("ImageFact", "pixels")).toEqual(["type", "width", "height", "start", "animated"]);
    expect(needing("LinkFact", "fragment")).toEqual(["hasFragment"]);
    expect(needing("ImageFact", "status")).toHaveLength(fieldsOf("ImageFact").length - 5);
    expect(needing("LinkFact", "status")).toHaveLength(fieldsOf("LinkFact").length - 1);
  });
});
