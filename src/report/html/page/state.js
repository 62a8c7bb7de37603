// The state of the list: its filters, order and page. It is stored in the fragment of the URL.

/** @typedef {{ q: string, view: string, severity: string, rule: string, folder: string, month: string, fix: string, sort: string, down: boolean, page: number }} State */

/** @type {State} */
export const initial = {
  q: "",
  view: "violations",
  severity: "",
  rule: "",
  folder: "",
  month: "",
  fix: "",
  sort: "",
  down: false,
  page: 0,
};

/** Parses `#rule=image/alt&q=x`; `undefined` for the anchor of a section. @param {string} hash @returns {State | undefined} */
export function parseHash(hash) {
  if (!hash.includes("=")) return undefined;
  const stated = Object.fromEntries(new URLSearchParams(hash.slice(1)));
  const { q = "", view, severity = "", rule = "", folder = "", month = "", fix = "", sort = "", down, page } = stated;
  return {
    q,
    view: view === "articles" ? view : "violations",
    severity,
    rule,
    folder,
    month,
    fix,
    sort,
    down: down === "1",
    page: Math.max(0, (Number.parseInt(page ?? "1", 10) || 1) - 1),
  };
}

/** @param {Partial<State>} wanted */
export function toHash(wanted) {
  const { q, view, severity, rule, folder, month, fix, sort, down, page } = { ...initial, ...wanted };
  const entries = Object.entries({ q, severity, rule, folder, month, fix, sort }).filter(([, value]) => value !== "");
  if (view !== "violations" || entries.length === 0) entries.push(["view", view]);
  if (down) entries.push(["down", "1"]);
  if (page > 0) entries.push(["page", String(page + 1)]);
  return `#${new URLSearchParams(entries)}`;
}
