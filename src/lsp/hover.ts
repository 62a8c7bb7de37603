/** The text for a hover: the page of a rule, and the facts about an image. */
import { readFile } from "node:fs/promises";
import { type Hover, MarkupKind } from "vscode-languageserver/node";
import type { ImageReference, Range } from "../article/types.js";
import { currentLocale, t, translate } from "../platform/i18n.js";
import { rulePage } from "../platform/rule-page.js";
import type { ImageFact, RequestRecord } from "../probe/types.js";
import { factWord, grouped } from "../report/count.js";
import { visible } from "../report/visible.js";
import type { Violation } from "../results.js";
import { pageFile, toRange } from "./diagnostics.js";
import type { AnalyzedDocument } from "./document-store.js";
import { keyHover } from "./front-matter-hover.js";

/** @returns `undefined` if there is no information for this position. */
export async function hoverAt(seen: AnalyzedDocument, offset: number): Promise<Hover | undefined> {
  const holds = ({ start, end }: Range): boolean => start <= offset && (offset < end || start === end);
  const parts: string[] = [];
  const ranges: Range[] = [];
  const image = seen.article.images
    .filter(({ range, present }) => present && holds(range))
    .sort((a, b) => Number(holds(b.urlRange)) - Number(holds(a.urlRange)))[0];
  if (image) {
    const trace = await imageTrace(image, seen);
    if (trace) {
      parts.push(trace);
      ranges.push(image.urlRange);
    }
  }
  const key = await keyHover(seen, offset);
  if (key) {
    parts.push(key.text);
    ranges.push(key.range);
  }
  const found = violationsAt(seen, offset, holds);
  for (const rule of new Set(found.map((violation) => violation.rule))) parts.push(await pageOf(rule, seen));
  ranges.push(...found.map(({ range }) => range));
  const [range] = [...ranges.filter(holds), ...ranges];
  if (parts.length === 0) return undefined;
  return {
    contents: { kind: MarkupKind.Markdown, value: parts.join("\n\n---\n\n") },
    ...(range && { range: toRange(seen.document, range) }),
  };
}

/** Those in the tag at the offset, if there are none at the offset itself: some are about the name in the tag only. */
function violationsAt(
  { violations, input: { text } }: AnalyzedDocument,
  offset: number,
  holds: (range: Range) => boolean,
): readonly Violation[] {
  const found = violations.filter(({ range }) => holds(range));
  if (found.length > 0) return found;
  const start = text.lastIndexOf("<", offset);
  const end = text.indexOf(">", offset);
  if (start < 0 || end < 0 || text.slice(start, offset).includes(">")) return [];
  return violations.filter(({ range }) => range.start > start && range.start <= start + 2 && range.end <= end);
}

async function imageTrace(reference: ImageReference, { answers }: AnalyzedDocument): Promise<string | undefined> {
  const { kind } = reference.target;
  if (kind !== "remote" && kind !== "local" && kind !== "data") return undefined;
  return factTrace(await answers.image(reference, "pixels", { instead: [], insteadOfBroken: [], day: undefined }));
}

/** Text from servers is in a code block with one value per line, so that it cannot contain Markdown. */
function factTrace(fact: ImageFact): string {
  const { verdict, reason, detail, width, height, type, bytes, requests, asOf } = fact;
  const known = [
    width !== undefined && height !== undefined ? `${width} × ${height}` : undefined,
    type,
    bytes === undefined ? undefined : t("common.bytes", "{bytes} bytes", { bytes: grouped(bytes) }),
  ].filter((part) => part !== undefined);
  const word = factWord(verdict);
  const verdictText =
    reason === undefined ? word : t("common.parens", "{word} ({reason})", { word, reason: factWord(reason) });
  const lines = [
    detail === "" ? verdictText : t("common.colon", "{message}: {hint}", { message: verdictText, hint: detail }),
    ...(known.length > 0 ? [known.join(", ")] : []),
    ...requests.map(requestLine),
    ...(asOf === undefined ? [] : [t("lsp.checked", "checked {asOf}", { asOf })]),
  ];
  return `**${t("lsp.image", "Image")}**\n\n\`\`\`text\n${lines.map((line) => visible(line)).join("\n")}\n\`\`\``;
}

function requestLine({ method, url, status, ms, range, error }: RequestRecord): string {
  const shown = url.length > 120 ? `${url.slice(0, 119)}…` : url;
  const answer = t("lsp.request", "{status} in {ms} ms", {
    status: status ?? error ?? t("common.answer", "no answer"),
    ms,
  });
  return `${method} ${shown}${range ? ` [${range}]` : ""} -> ${answer}`;
}

/** The rule's name and its page up to the examples. */
async function pageOf(name: string, { session }: AnalyzedDocument): Promise<string> {
  const { rules } = await session.configs.registry();
  const summary = translate(`${name}.summary`, rules.find((one) => one.name === name)?.summary ?? "");
  const file = pageFile(name);
  if (file !== undefined) {
    const page = await readFile(file, "utf8");
    const [, text = ""] = /^# [^\n]*\n+([\s\S]*?)(?=\n## |$(?![\s\S]))/.exec(page.replaceAll("\r\n", "\n")) ?? [];
    // An English page is preceded by the summary in the user's language.
    const isTranslated = rulePage(name).locale === currentLocale();
    return `**${name}**\n\n${isTranslated ? "" : `${summary}\n\n`}${text.trim()}`;
  }
  return `**${visible(name)}**\n\n${visible(summary)}`.trim();
}
