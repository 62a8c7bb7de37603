/** Completes directives: their names, and the rules that they are about. */
import { type CompletionItem, CompletionItemKind, TextEdit } from "vscode-languageserver/node";
import { translate } from "../platform/i18n.js";
import { toRange } from "./diagnostics.js";
import type { AnalyzedDocument } from "./document-store.js";

const directives = ["stet-disable", "stet-disable-line", "stet-disable-next-line", "stet-enable"];

/** Characters of a line before the cursor that are read. */
const longestDirective = 2000;

/** `undefined` outside of directives. An empty list where a directive has something else, such as a reason. */
export async function completeDirective(seen: AnalyzedDocument, offset: number): Promise<CompletionItem[] | undefined> {
  const { article, document, input, session, plan } = seen;
  const { text } = input;
  const { frontMatter } = article;
  const lineStart = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  const before = text.slice(Math.max(lineStart, offset - longestDirective), offset);
  const isInFrontMatter =
    frontMatter !== undefined && offset > frontMatter.open.end && offset <= frontMatter.content.end;
  const open = isInFrontMatter ? before.lastIndexOf("#") : before.lastIndexOf("<!--");
  if (open < 0) return undefined;
  const content = before.slice(open + (isInFrontMatter ? 1 : 4));
  const [, first = "", rest] = /^\s*(s(?:t(?:e(?:t(?:-[a-z-]*)?)?)?)?)?([\s,].*)?$/.exec(content) ?? [
    undefined,
    undefined,
  ];
  if (first === "" || content.includes("-->")) return undefined;
  const word = /[^\s,]*$/.exec(content)?.[0] ?? "";
  const range = toRange(document, { start: offset - word.length, end: offset });
  if (rest === undefined)
    return directives.map((name) => ({
      label: name,
      kind: CompletionItemKind.Keyword,
      filterText: name,
      textEdit: TextEdit.replace(range, name),
    }));
  if (!directives.includes(first)) return undefined;
  if (/\s--(?:\s|$)|\suntil\s/.test(rest)) return [];
  const { rules } = await session.configs.registry();
  const enabled = new Set<string>(plan.rules.map(({ rule }) => rule.name));
  const found = new Set<string>(seen.violations.map(({ rule }) => rule));
  const written = new Set(rest.slice(0, rest.length - word.length).split(/[\s,]+/));
  const names = [...new Set<string>(rules.flatMap(({ name }) => [name, `${name.replace(/\/.*/s, "")}/*`]))];
  const rank = (name: string): number => (found.has(name) ? 0 : enabled.has(name) ? 1 : name.endsWith("*") ? 3 : 2);
  const summaries = new Map<string, string>(rules.map(({ name, summary }) => [name, summary]));
  return names
    .filter((name) => !written.has(name))
    .map((name) => {
      const summary = summaries.get(name);
      return {
        label: name,
        kind: CompletionItemKind.Value,
        ...(summary !== undefined && { documentation: translate(`${name}.summary`, summary) }),
        sortText: `${rank(name)}${name}`,
        filterText: name,
        textEdit: TextEdit.replace(range, name),
      };
    });
}
