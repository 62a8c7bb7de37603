/** Converts violations to diagnostics of the Language Server Protocol. */
import { pathToFileURL } from "node:url";
import { type Diagnostic, DiagnosticSeverity, DiagnosticTag, type Range as LspRange } from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { rules } from "../../rules/index.js";
import type { Range } from "../article/types.js";
import type { FilePlan } from "../config/types.js";
import { rulePage } from "../platform/rule-page.js";
import { visible } from "../report/visible.js";
import type { Violation } from "../results.js";
import type { AnyRule, EditorTag } from "../rule.js";

const diagnosticTags: Readonly<Record<EditorTag, DiagnosticTag>> = {
  deprecated: DiagnosticTag.Deprecated,
  unnecessary: DiagnosticTag.Unnecessary,
};

const ownRules: ReadonlySet<string> = new Set(rules.map(({ name }) => name));

/** The file with the page of a built-in rule. */
export const pageFile = (rule: string): string | undefined => (ownRules.has(rule) ? rulePage(rule).file : undefined);

/** Converts offsets to lines and UTF-16 columns from 0. */
export const toRange = (document: TextDocument, { start, end }: Range): LspRange => ({
  start: document.positionAt(start),
  end: document.positionAt(end),
});

/**
 * @param document the text of the violation.
 * @param plan the settings with which it was linted.
 */
export function toDiagnostic(violation: Violation, document: TextDocument, plan: FilePlan): Diagnostic {
  const { rule, severity, message, range } = violation;
  const page = pageFile(rule);
  const tag = diagnosticTagOf(violation, plan);
  return {
    range: toRange(document, range),
    severity: severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    source: "stet",
    code: rule,
    ...(page !== undefined && { codeDescription: { href: pathToFileURL(page).href } }),
    message: visible(message),
    ...(tag && { tags: [tag] }),
  };
}

function diagnosticTagOf({ rule: name, messageId }: Violation, { rules }: FilePlan): DiagnosticTag | undefined {
  const declared: AnyRule["editorTag"] = rules.find(({ rule }) => rule.name === name)?.rule.editorTag;
  const tag = typeof declared === "object" ? declared[messageId] : declared;
  return tag && diagnosticTags[tag];
}
