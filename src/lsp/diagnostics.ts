/** Violations as an editor shows them. */
import { pathToFileURL } from "node:url";
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Range as LspRange } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { rules } from "../../rules/index.js";
import type { Range } from "../article/types.js";
import { rulePage } from "../platform/rule-page.js";
import { visible } from "../report/visible.js";
import type { Violation } from "../results.js";

/** Editors strike it through. */
const deprecated: ReadonlySet<string> = new Set([
  "front-matter/deprecated-key",
  "html/deprecated-attribute",
  "html/deprecated-element",
]);
/** Editors fade it out: nothing would be lost without it. */
const unnecessary: ReadonlySet<string> = new Set(["html/empty-element", "html/excess-br", "link/tracking"]);
const unusedDirectives: ReadonlySet<string> = new Set(["unused", "unusedRule", "unusedEnable"]);

const ownRules: ReadonlySet<string> = new Set(rules.map(({ name }) => name));

/** The file that the page of a rule of stet's own is in. */
export const pageFile = (rule: string): string | undefined => (ownRules.has(rule) ? rulePage(rule).file : undefined);

/** Offsets of a text as lines and UTF-16 columns from 0. */
export const toRange = (document: TextDocument, { start, end }: Range): LspRange => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

/** @param document the text that the violation was found in. */
export function toDiagnostic(violation: Violation, document: TextDocument): Diagnostic {
  const { rule, severity, message, range } = violation;
  const page = pageFile(rule);
  const tags = tagsOf(violation);
  return {
    range: toRange(document, range),
    severity: severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source: "stet",
    code: rule,
    ...(page !== undefined && { codeDescription: { href: pathToFileURL(page).href } }),
    message: visible(message),
    ...(tags.length > 0 && { tags }),
  };
}

function tagsOf({ rule, messageId }: Violation): DiagnosticTag[] {
  if (deprecated.has(rule)) return [DiagnosticTag.Deprecated];
  const isIdle = rule === "source/directives" && unusedDirectives.has(messageId);
  return isIdle || unnecessary.has(rule) ? [DiagnosticTag.Unnecessary] : [];
}
