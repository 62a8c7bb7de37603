import { defineRule, t } from "../../src/rule.js";

type Newline = "LF" | "CRLF" | "CR";
const newlines = { LF: "\n", CRLF: "\r\n", CR: "\r" } as const;

export default defineRule({
  name: "source/eol",
  summary: "Enforce the same newline in all lines (LF or CRLF)",
  severity: "warning",
  fixable: "safe",
  options: {
    style: {
      type: "string",
      enum: ["consistent", "lf", "crlf"],
      default: "consistent",
      description: "Required newline: `lf`, `crlf`, or `consistent` (the one that most lines have, but never CR alone)",
    },
  },
  messages: {
    mixed: (d: { found: Newline; count: number; wanted: Newline }) =>
      d.count === 1
        ? t("source/eol.mixed.one", "1 line ends in {found}, the others in {wanted}. Use {wanted}.", {
            found: d.found,
            wanted: d.wanted,
          })
        : t("source/eol.mixed.many", "{count} lines end in {found}, the others in {wanted}. Use {wanted}.", {
            count: d.count,
            found: d.found,
            wanted: d.wanted,
          }),
    wrong: (d: { found: Newline; wanted: Newline }) =>
      t("source/eol.wrong", "Lines end in {found}. Use {wanted}.", { found: d.found, wanted: d.wanted }),
    lone: (d: { count: number; wanted: Newline }) =>
      d.count === 1
        ? t(
            "source/eol.lone.one",
            "1 line ends in CR alone, which most programs do not treat as a newline. Use {wanted}.",
            { wanted: d.wanted },
          )
        : t(
            "source/eol.lone.many",
            "{count} lines end in CR alone, which most programs do not treat as a newline. Use {wanted}.",
            { count: d.count, wanted: d.wanted },
          ),
  },

  source({ text }, { options, report }) {
    if (!text.includes("\r") && options.style !== "crlf") return;
    const count = { LF: 0, CRLF: 0, CR: 0 };
    const breaks = [...text.matchAll(/\r\n?|\n/g)];
    const nameOf = (written: string): Newline => (written === "\n" ? "LF" : written === "\r" ? "CR" : "CRLF");
    for (const [written] of breaks) count[nameOf(written)]++;
    const most = count.CRLF > count.LF ? "CRLF" : "LF";
    const wanted: Newline = options.style === "consistent" ? most : options.style === "lf" ? "LF" : "CRLF";
    for (const found of ["CR", "LF", "CRLF"] as const) {
      if (found === wanted || count[found] === 0) continue;
      const places = breaks
        .filter(([written]) => nameOf(written) === found)
        .map(({ 0: written, index }) => ({ start: index, end: index + written.length }));
      const [at] = places;
      if (!at) continue;
      // After a lone CR, a new LF would form one newline with it. Without this fix, the lone CR is fixed first.
      const joins = found === "CRLF" && places.some(({ start }) => text[start - 1] === "\r");
      const fix = joins
        ? undefined
        : ({
            title: t("source/eol.fix.endLines", "End all lines with {wanted}", { wanted }),
            safety: "safe",
            edits: places.map((range) => ({ range, text: newlines[wanted] })),
          } as const);
      if (found === "CR") report("lone", { at, data: { count: count.CR, wanted }, fix });
      else if (count[wanted] === 0) report("wrong", { at, data: { found, wanted }, fix });
      else report("mixed", { at, data: { found, count: count[found], wanted }, fix });
    }
  },
});
