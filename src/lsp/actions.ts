/** The code actions for violations: fix one, fix all, or suppress one with a directive. */
import { isDeepStrictEqual } from "node:util";
import {
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver/node";
import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Article, Edit } from "../article/types.js";
import { splice } from "../fix/conflicts.js";
import { fixText, type LintToFix } from "../fix/passes.js";
import { FixWork } from "../fix/work.js";
import { readArticle } from "../lint/read-article.js";
import { t } from "../platform/i18n.js";
import type { ResultFix, Violation } from "../results.js";
import { asFixInput, isDirectiveRule, lintText } from "../run/lint-text.js";
import { toDiagnostic, toRange } from "./diagnostics.js";
import type { AnalyzedDocument } from "./document-store.js";
import { localizeActions } from "./localize.js";

/** The kind `source.fixAll` with a suffix, so that users can run it on save. */
export const fixAllKind = `${CodeActionKind.SourceFixAll}.stet`;

/**
 * @param versioned whether the editor supports edits for one version of the text.
 * @param localizes whether it applies edits that the server sends, and images may be requested and stored.
 */
export async function codeActions(
  seen: AnalyzedDocument,
  { range, context }: CodeActionParams,
  { versioned, localizes = false }: { readonly versioned: boolean; readonly localizes?: boolean },
): Promise<CodeAction[]> {
  const { document, violations } = seen;
  const wants = (kind: string): boolean =>
    !context.only || context.only.some((only) => only === "" || kind === only || kind.startsWith(`${only}.`));
  const edit = (edits: readonly Edit[]) => workspaceEdit(document, edits, versioned);
  const actions: CodeAction[] = [];
  if (wants(CodeActionKind.QuickFix)) {
    const start = document.offsetAt(range.start);
    const end = document.offsetAt(range.end);
    const touched = violations.filter((one) => one.range.start <= end && start <= one.range.end);
    for (const violation of touched) {
      const diagnostics = [toDiagnostic(violation, document, seen.plan)];
      for (const { fix, title, preferred } of fixesOf(violation))
        actions.push({
          title,
          kind: CodeActionKind.QuickFix,
          diagnostics,
          ...(preferred && { isPreferred: true }),
          edit: edit(fix.edits),
        });
    }
    const silenced = new Set<string>();
    for (const violation of touched) {
      // A directive must not suppress a violation about directives, which can be corrected directly.
      if (isDirectiveRule(seen.plan, violation.rule)) continue;
      const silence = suppressionActions(seen, violation);
      if (!silence || silenced.has(silence.title)) continue;
      silenced.add(silence.title);
      const diagnostics = [toDiagnostic(violation, document, seen.plan)];
      actions.push({
        title: silence.title,
        kind: CodeActionKind.QuickFix,
        diagnostics,
        edit: edit([silence.edit]),
      });
    }
  }
  if (localizes && wants(CodeActionKind.RefactorRewrite))
    actions.push(
      ...localizeActions(seen, { start: document.offsetAt(range.start), end: document.offsetAt(range.end) }),
    );
  if (wants(fixAllKind) && violations.some(({ fix }) => fix?.safe)) {
    const fixed = await fixAll(seen);
    if (fixed)
      actions.push({
        title: t("lsp.fixAll", "Apply all safe fixes (stet)"),
        kind: fixAllKind,
        edit: edit([fixed]),
      });
  }
  return actions;
}

function fixesOf({ fix, suggestions = [] }: Violation) {
  const all: { fix: ResultFix; title: string; preferred: boolean }[] = [];
  if (fix)
    all.push({
      fix,
      title: fix.safe
        ? fix.title
        : fix.refused === undefined
          ? t("lsp.unsafe", "{title} (may change the meaning)", { title: fix.title })
          : t("lsp.refused", "{title} (unsafe: {reason})", { title: fix.title, reason: fix.refused }),
      preferred: fix.safe,
    });
  for (const suggestion of suggestions) all.push({ fix: suggestion, title: suggestion.title, preferred: false });
  return all.map(({ title, ...one }) => ({ ...one, title: title.charAt(0).toUpperCase() + title.slice(1) }));
}

export function workspaceEdit(document: TextDocument, edits: readonly Edit[], versioned: boolean): WorkspaceEdit {
  const { uri, version } = document;
  const changes: TextEdit[] = edits.map(({ range, text }) => ({ range: toRange(document, range), newText: text }));
  if (!versioned) return { changes: { [uri]: changes } };
  return { documentChanges: [{ textDocument: { uri, version }, edits: changes }] };
}

/**
 * Runs the same passes as `--fix` with the facts that are already known, because saving a file must not wait for
 * servers.
 */
async function fixAll({ input, plan, known }: AnalyzedDocument): Promise<Edit | undefined> {
  const work = FixWork.ofPasses();
  const lint = async (text: string, { isProven = true }: LintToFix = {}) =>
    asFixInput(await lintText({ ...input, text, toFix: { work, isProven } }, plan, known.image, known.link));
  const { before, after } = await fixText(input.text, lint, { unsafe: false, work });
  return before === after ? undefined : difference(before, after);
}

/** One edit that leaves the common start and end of both texts unchanged. */
function difference(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  // Editors have no positions within a surrogate pair or between CR and LF.
  while (start > 0 && /[\uD800-\uDBFF\r]/.test(before[start - 1] ?? "")) start--;
  while (tail > 0 && /[\uDC00-\uDFFF\n]/.test(before[before.length - tail] ?? "")) tail--;
  const range = { start, end: before.length - tail };
  return { range, text: after.slice(start, after.length - tail) };
}

/**
 * Tries a directive on the line, then on the line above, then for the whole file. Returns the first one that is parsed
 * as a directive.
 */
function suppressionActions({ input, plan, article }: AnalyzedDocument, { rule, range }: Violation) {
  const { text } = input;
  const { frontMatter } = article;
  const at = range.start;
  const lineStart = Math.max(text.lastIndexOf("\n", at - 1), text.lastIndexOf("\r", at - 1)) + 1;
  const rest = /[\r\n]/.exec(text.slice(at))?.index;
  const lineEnd = rest === undefined ? text.length : at + rest;
  const breakIs = /\r\n|\r|\n/.exec(text)?.[0] ?? "\n";
  const indent = /^[ \t]*/.exec(text.slice(lineStart, lineEnd))?.[0] ?? "";
  const insert = (where: number, what: string): Edit => ({ range: { start: where, end: where }, text: what });
  const onLine = t("lsp.suppressLine", "Suppress {rule} on this line", { rule });
  const isInFrontMatter = frontMatter !== undefined && at >= frontMatter.range.start && at < frontMatter.range.end;
  const candidates = isInFrontMatter
    ? [
        { title: onLine, edit: insert(lineEnd, ` # stet-disable-line ${rule}`) },
        { title: onLine, edit: insert(lineStart, `${indent}# stet-disable-next-line ${rule}${breakIs}`) },
      ]
    : [
        { title: onLine, edit: insert(lineEnd, ` <!-- stet-disable-line ${rule} -->`) },
        { title: onLine, edit: insert(lineStart, `${indent}<!-- stet-disable-next-line ${rule} -->${breakIs}`) },
      ];
  const top = frontMatter
    ? insert(frontMatter.content.start, `# stet-disable ${rule}${breakIs}`)
    : insert(article.lead.end, `<!-- stet-disable ${rule} -->${breakIs}`);
  candidates.push({ title: t("lsp.suppressFile", "Suppress {rule} in this file", { rule }), edit: top });

  const data = frontMatter?.data;
  return candidates.find(({ edit }) => {
    const after = readArticle({ ...input, text: splice(text, [edit]) }, plan);
    if (!isDeepStrictEqual(after.frontMatter?.data, data) || !isDeepStrictEqual(shape(after), shape(article)))
      return false;
    const moved = edit.range.start <= at && edit.range.start < lineEnd ? at + edit.text.length : at;
    return after.directives.some(
      ({ range: comment, scope, targets, kind }) =>
        kind !== undefined &&
        comment.start >= edit.range.start &&
        comment.end <= edit.range.start + edit.text.length &&
        targets.some(({ name }) => name === rule) &&
        scope.start <= moved &&
        moved < scope.end,
    );
  });
}

/** Values that change if a comment is inserted in the wrong place, for example within a tag. */
const shape = ({ images, links, body }: Article): readonly number[] => [
  images.length,
  links.length,
  body.parseErrors.length,
  body.tagProblems.length,
];
