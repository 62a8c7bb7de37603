import { defineRule, t } from "../../src/rule.js";

type Ending = "LF" | "CRLF" | "CR";
const endings = { LF: "\n", CRLF: "\r\n", CR: "\r" } as const;

export default defineRule({
  name: "source/eol",
  summary: "All lines of a file end in the same way",
  severity: "warning",
  fixable: "safe",
  options: {
    style: {
      type: "string",
      enum: ["consistent", "lf", "crlf"],
      default: "consistent",
      description: "which line break is wanted; `consistent`: that of most lines, but never CR alone",
    },
  },
  messages: {
    mixed: (d: { found: Ending; count: number; wanted: Ending }) =>
      d.count === 1
        ? t("source/eol.mixed.lineEnds", "a line ends in {found}, the others in {wanted}: use {wanted}", {
            found: d.found,
            wanted: d.wanted,
          })
        : t("source/eol.mixed.linesEnd", "{count} lines end in {found}, the others in {wanted}: use {wanted}", {
            count: d.count,
            found: d.found,
            wanted: d.wanted,
          }),
    wrong: (d: { found: Ending; wanted: Ending }) =>
      t("source/eol.wrong", "lines end in {found}: use {wanted}", { found: d.found, wanted: d.wanted }),
    lone: (d: { count: number; wanted: Ending }) =>
      d.count === 1
        ? t(
            "source/eol.lone.lineEnds",
            "a line ends in CR alone, which most programs take for no line break: use {wanted}",
            { wanted: d.wanted },
          )
        : t(
            "source/eol.lone.linesEnd",
            "{count} lines end in CR alone, which most programs take for no line break: use {wanted}",
            { count: d.count, wanted: d.wanted },
          ),
  },

  source({ text }, { options, report }) {
    if (!text.includes("\r") && options.style !== "crlf") return;
    const count = { LF: 0, CRLF: 0, CR: 0 };
    const breaks = [...text.matchAll(/\r\n?|\n/g)];
    const nameOf = (written: string): Ending => (written === "\n" ? "LF" : written === "\r" ? "CR" : "CRLF");
    for (const [written] of breaks) count[nameOf(written)]++;
    const most = count.CRLF > count.LF ? "CRLF" : "LF";
    const wanted: Ending = options.style === "consistent" ? most : options.style === "lf" ? "LF" : "CRLF";
    for (const found of ["CR", "LF", "CRLF"] as const) {
      if (found === wanted || count[found] === 0) continue;
      const places = breaks
        .filter(([written]) => nameOf(written) === found)
        .map(({ 0: written, index }) => ({ start: index, end: index + written.length }));
      const [at] = places;
      if (!at) continue;
      // Behind a lone CR a new LF would make one line break with it: that CR is repaired first.
      const joins = found === "CRLF" && places.some(({ start }) => text[start - 1] === "\r");
      const fix = joins
        ? undefined
        : ({
            title: t("source/eol.fix.endLines", "end all lines in {wanted}", { wanted }),
            safety: "safe",
            edits: places.map((range) => ({ range, text: endings[wanted] })),
          } as const);
      if (found === "CR") report("lone", { at, data: { count: count.CR, wanted }, fix });
      else if (count[wanted] === 0) report("wrong", { at, data: { found, wanted }, fix });
      else report("mixed", { at, data: { found, count: count[found], wanted }, fix });
    }
  },
});
