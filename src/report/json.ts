import type { FileResult, ResultFix, RunResult, Violation } from "../results.js";
import type { Format } from "./types.js";

/** One document, `schemas/report.schema.json`. What is not known is `null`, so that every key is always there. */
export const json: Format = {
  file: () => "",
  end(run, { version }) {
    const { summary } = run;
    return `${JSON.stringify(
      {
        version: 1,
        stet: version,
        summary,
        files: run.files.map(fileOf),
        images: run.images.map((fact) => ({
          url: fact.url,
          verdict: fact.verdict,
          reason: fact.reason ?? null,
          detail: fact.detail,
          type: fact.type ?? null,
          width: fact.width ?? null,
          height: fact.height ?? null,
          bytes: fact.bytes ?? null,
          finalUrl: fact.finalUrl ?? null,
          movedTo: fact.movedTo ?? null,
          requests: fact.requests.map(requestOf),
        })),
        links: run.links.map((fact) => ({
          url: fact.url,
          verdict: fact.verdict,
          reason: fact.reason ?? null,
          detail: fact.detail,
          finalUrl: fact.finalUrl ?? null,
          requests: fact.requests.map(requestOf),
        })),
        notes: run.notes,
      },
      undefined,
      2,
    )}\n`;
  },
};

const requestOf = ({ method, url, status, ms, error }: RunResult["links"][number]["requests"][number]) => ({
  method,
  url,
  status,
  ms,
  ...(error !== undefined && { error }),
});

const fileOf = ({ path, article, violations, errors, fixed }: FileResult) => ({
  path,
  ...(article === false && { article }),
  violations: violations.map(violationOf),
  ...(errors.length > 0 && { errors }),
  ...(fixed && { fixed: { count: fixed.count, written: fixed.written } }),
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
  ...(rest.url !== undefined && { url: rest.url }),
});

const fixOf = ({ safe, title, edits }: ResultFix) => ({
  safe,
  title,
  edits: edits.map(({ range, text }) => ({ range: [range.start, range.end], text })),
});
