import type { FileResult, FoldedViolation, ResultFix, RunEnd, Violation } from "../results.js";
import { shownUrl } from "./shown-url.js";
import type { Format } from "./types.js";
import { visibleJson } from "./visible.js";

/**
 * One document, `schemas/report.schema.json`, with a line per file, printed as results arrive. Unknown values are
 * `null`, so that every key is always present.
 */
export const json: Format = ({ version }) => {
  let lead = `{\n  "version": 1,\n  "stet": ${JSON.stringify(version)},\n  "files": [`;
  const next = (text: string) => {
    const all = lead + text;
    lead = ",";
    return all;
  };
  return {
    file: (result) => next(`\n    ${visibleJson(fileOf(result))}`),
    end({ images, links, notes, folded, summary }) {
      const start = lead === "," ? "\n  " : lead;
      const list = (name: string, items: readonly unknown[]) =>
        `  "${name}": [${items.map((item) => `\n    ${visibleJson(item)}`).join(",")}${items.length > 0 ? "\n  " : ""}],\n`;
      return `${start}],\n${list("folded", folded.map(foldedOf))}${list("images", images.map(imageOf))}${list("links", links.map(linkOf))}${list("notes", notes)}  "summary": ${JSON.stringify(summary)}\n}\n`;
    },
  };
};

type ImageFact = RunEnd["images"][number];

export const imageOf = (fact: ImageFact) => ({
  url: shownUrl(fact.url),
  verdict: fact.verdict,
  reason: fact.reason ?? null,
  detail: fact.detail,
  type: fact.type ?? null,
  width: fact.width ?? null,
  height: fact.height ?? null,
  bytes: fact.bytes ?? null,
  finalUrl: fact.finalUrl === undefined ? null : shownUrl(fact.finalUrl),
  movedTo: fact.movedTo ?? null,
  ...(fact.unshown !== undefined && { unshown: fact.unshown }),
  ...(fact.animated !== undefined && { animated: fact.animated }),
  ...(fact.suspect !== undefined && { suspect: fact.suspect }),
  ...(fact.asOf !== undefined && { asOf: fact.asOf }),
  ...(fact.failing && { failing: { since: fact.failing.since, runs: fact.failing.runs } }),
  requests: fact.requests.map(requestOf),
});

export const linkOf = (fact: RunEnd["links"][number]) => ({
  url: shownUrl(fact.url),
  verdict: fact.verdict,
  reason: fact.reason ?? null,
  detail: fact.detail,
  finalUrl: fact.finalUrl === undefined ? null : shownUrl(fact.finalUrl),
  movedTo: fact.movedTo ?? null,
  requests: fact.requests.map(requestOf),
});

const requestOf = ({ method, url, status, ms, range, bytes, headers, error }: ImageFact["requests"][number]) => ({
  method,
  url: shownUrl(url),
  status,
  ms,
  ...(range !== undefined && { range }),
  ...(bytes !== undefined && { bytes }),
  ...(headers !== undefined && { headers }),
  ...(error !== undefined && { error }),
});

export const fileOf = ({ path, article, violations, errors, fixed }: FileResult) => ({
  path,
  ...(article === false && { article }),
  violations: violations.map(violationOf),
  ...(errors.length > 0 && { errors }),
  ...(fixed && { fixed: { count: fixed.count, written: fixed.written } }),
});

export const foldedOf = ({ examples, cause, ...rest }: FoldedViolation) => ({
  rule: rest.rule,
  messageId: rest.messageId,
  severity: rest.severity,
  cause: cause ?? null,
  message: rest.message,
  isExample: rest.isExample,
  violations: rest.violations,
  articles: rest.articles,
  of: rest.of,
  isEverywhere: rest.isEverywhere,
  ...(rest.feed && { feed: rest.feed }),
  ...(rest.causes && { causes: rest.causes }),
  fixable: rest.fixable,
  unsafeFixable: rest.unsafeFixable,
  folders: rest.folders,
  feeds: rest.feeds,
  examples: examples.map(({ path, line, column, endLine, endColumn, range, message }) => ({
    path,
    line,
    column,
    endLine,
    endColumn,
    range: [range.start, range.end],
    message,
  })),
});

const violationOf = ({ range, fix, suggestions, ...rest }: Violation) => ({
  rule: rest.rule,
  messageId: rest.messageId,
  severity: rest.severity,
  message: rest.message,
  line: rest.line,
  column: rest.column,
  endLine: rest.endLine,
  endColumn: rest.endColumn,
  range: [range.start, range.end],
  ...(fix && { fix: fixOf(fix) }),
  ...(suggestions && { suggestions: suggestions.map(fixOf) }),
  ...(rest.url !== undefined && { url: shownUrl(rest.url) }),
});

const fixOf = ({ safe, title, edits, refused }: ResultFix) => ({
  safe,
  title,
  ...(refused !== undefined && { refused }),
  edits: edits.map(({ range, text }) => ({ range: [range.start, range.end], text })),
});
