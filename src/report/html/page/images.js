// The images of an article.

/** @import { ArticleImage } from "./data.js" */
import { make, makeSvg } from "./elements.js";
import { bytesText, grouped } from "./format.js";
import { t } from "./messages.js";

const verdictNames = {
  ok: t("report.page.ok", "ok"),
  broken: t("report.page.broken", "broken"),
  unverifiable: t("report.page.unverifiable", "unverifiable"),
  unchecked: t("report.page.unchecked", "unchecked"),
};

/**
 * Draws the declared and the actual size to scale, one on top of the other. @param {[number, number] | 0} declared
 * @param {[number, number] | 0} real
 */
function sizeDiagram(declared, real) {
  const sides = [...(declared || []), ...(real || [])];
  const scale = 92 / Math.max(...sides);
  /** @param {[number, number] | 0} size @param {string} kind */
  const box = (size, kind) =>
    size === 0
      ? []
      : [
          makeSvg("rect", {
            class: kind,
            x: 4,
            y: 4,
            width: Math.max(1, size[0] * scale),
            height: Math.max(1, size[1] * scale),
          }),
        ];
  return makeSvg(
    "svg",
    { viewBox: "0 0 100 100", class: "sizes", "aria-hidden": "true" },
    ...box(real, "real"),
    ...box(declared, "declared"),
  );
}

/** @param {ArticleImage} image */
export function imageItem([url, line, verdict, detail, declared, real, bytes, type]) {
  const size = (/** @type {[number, number] | 0} */ one, /** @type {string} */ none) =>
    one === 0 ? none : `${one[0]} × ${one[1]}`;
  const known = [
    size(real, t("report.page.unknownSize", "unknown")),
    ...(bytes > 0 ? [bytesText(bytes)] : []),
    ...(type === "" ? [] : [type]),
  ];
  const differs = declared !== 0 && real !== 0 && (declared[0] !== real[0] || declared[1] !== real[1]);
  const entry = (/** @type {string} */ name, /** @type {(Node | string)[]} */ ...value) =>
    make("div", {}, make("dt", {}, name), make("dd", {}, ...value));
  const verdictName = verdictNames[/** @type {keyof typeof verdictNames} */ (verdict)] ?? verdict;
  return make(
    "li",
    { class: "image" },
    declared !== 0 || real !== 0
      ? sizeDiagram(declared, real)
      : make("span", { class: "sizes none", "aria-hidden": "true" }, "?"),
    make(
      "div",
      {},
      make("p", { class: "url" }, url),
      make(
        "dl",
        {},
        entry(t("report.page.declared", "Declared"), size(declared, t("report.page.noSize", "not set"))),
        entry(t("report.page.actual", "Actual"), known.join(", ")),
        entry(
          t("report.page.verdict", "Verdict"),
          make("b", { class: `verdict ${verdict}` }, verdictName),
          detail === "" ? "" : t("report.page.detail", ": {text}", { text: detail }),
        ),
        entry(t("report.page.line", "Line"), grouped(line)),
      ),
      differs &&
        make(
          "p",
          { class: "differs" },
          t("report.page.sizesDiffer", "The declared size differs from the actual size."),
        ),
    ),
  );
}

/** The legend for the rectangles of `sizeDiagram`. */
export function sizeLegend() {
  const entry = (/** @type {Record<string, string | number>} */ rect, /** @type {string} */ text) =>
    make(
      "span",
      {},
      makeSvg("svg", { viewBox: "0 0 14 10", class: "key", "aria-hidden": "true" }, makeSvg("rect", rect)),
      ` ${text}`,
    );
  return make(
    "p",
    { class: "legend" },
    entry({ class: "real", width: 14, height: 10 }, t("report.page.actualSize", "actual size")),
    entry({ class: "declared", x: 1, y: 1, width: 12, height: 8 }, t("report.page.declaredSize", "declared size")),
  );
}
