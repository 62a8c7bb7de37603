/** The data of an article for the page's script. Arrays instead of objects, because there may be thousands. */
import { LineIndex } from "../../article/lines.js";
import { t } from "../../platform/i18n.js";
import type { FileResult, ImageNote, ResultFix, Violation } from "../../results.js";
import { visible } from "../visible.js";
import { type Frame, frameOf, type Hunk, hunksOf } from "./excerpt.js";

/** `[0]`: 0 safe, 1 unsafe, 2 one of several suggestions that the author must choose from. */
export type FixData = readonly [kind: 0 | 1 | 2, title: string, hunks: readonly Hunk[]];

/** `line` is 0 for a violation about a whole file. */
export type ViolationData = readonly [
  rule: number,
  severity: 0 | 1,
  line: number,
  column: number,
  message: string,
  frame: Frame | 0,
  fixes: readonly FixData[],
];

export type ImageData = readonly [
  url: string,
  line: number,
  verdict: string,
  detail: string,
  declared: readonly [number, number] | 0,
  real: readonly [number, number] | 0,
  bytes: number,
  type: string,
];

export type ArticleData = readonly [
  path: string,
  title: string,
  date: string,
  violations: readonly ViolationData[],
  images: readonly ImageData[],
  /** Violations that fixes removed in this run. */
  fixed: number,
];

export function articleData(
  { path, article, violations, text = "", details, fixed }: FileResult,
  ruleIndex: (rule: string) => number,
): ArticleData {
  const lines = new LineIndex(text);
  const lineOf = (offset: number) => lines.at(offset).line;
  const violationData = ({
    rule,
    severity,
    line,
    column,
    message,
    range,
    fix,
    suggestions = [],
  }: Violation): ViolationData => {
    const fixes = fix ? [fixData(fix, fix.safe ? 0 : 1)] : suggestions.map((one) => fixData(one, 2));
    const place = article === false ? 0 : line;
    const frame = article === false ? undefined : frameOf(text, range, line);
    return [ruleIndex(rule), severity === "error" ? 0 : 1, place, column, cut(message, 2000), frame ?? 0, fixes];
  };
  const fixData = (fix: ResultFix, kind: FixData[0]): FixData => [
    kind,
    cut(
      fix.refused === undefined
        ? fix.title
        : t("report.html.refusedFix", "{title} ({reason})", { title: fix.title, reason: fix.refused }),
      300,
    ),
    text === "" ? [] : hunksOf(text, fix, lineOf),
  ];
  return [
    visible(path),
    cut(details?.title ?? "", 200),
    details?.date ?? "",
    violations.map(violationData),
    (details?.images ?? []).map(imageData),
    fixed?.count ?? 0,
  ];
}

function imageData({ url, line, declared, fact }: ImageNote): ImageData {
  const { verdict, detail, width, height, bytes, type } = fact;
  return [
    cut(url, url.startsWith("data:") ? 60 : 400),
    line,
    verdict,
    cut(detail, 300),
    declared ? [declared.width, declared.height] : 0,
    width && height ? [width, height] : 0,
    bytes ?? 0,
    cut(type ?? "", 40),
  ];
}

const cut = (text: string, most: number): string => visible(text.length > most ? `${text.slice(0, most)}…` : text);
