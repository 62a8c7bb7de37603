// The script of the report's page. It reads the articles that the page holds and shows them as a list that can be
// filtered and sorted, a page at a time. All that comes from articles is put in as text.

/**
 * As src/report/html/article.ts writes them.
 * @typedef {[line: number, before: string[], left: string, marked: string, right: string, after: string[]]} Frame
 * @typedef {[line: number, before: string[], after: string[]]} Hunk
 * @typedef {[kind: 0 | 1 | 2, title: string, hunks: Hunk[]]} Fix
 * @typedef {[rule: number, severity: 0 | 1, line: number, column: number, message: string, frame: Frame | 0, fixes: Fix[]]} FindingData
 * @typedef {[url: string, line: number, verdict: string, detail: string, declared: [number, number] | 0, real: [number, number] | 0, bytes: number, type: string]} Picture
 * @typedef {[path: string, title: string, date: string, findings: FindingData[], pictures: Picture[], fixed: number]} ArticleData
 *
 * @typedef {{ at: number, path: string, title: string, date: string, folder: string, findings: Finding[], pictures: Picture[], fixed: number, rank: number, words: string }} Article
 * @typedef {{ article: Article, at: number, rule: string, severity: 0 | 1, line: number, column: number, message: string, frame: Frame | 0, fixes: Fix[], words: string }} Finding
 */

const rowsPerPage = 50;
const rowsInPrint = 500;
const findingsPerStep = 100;

/** @type {<T>(id: string) => T} */
const data = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "[]");
/** Translations by message id, as in src/platform/i18n.ts; empty in English. @type {Record<string, string>} */
const catalog = data("stet-messages");

/** @param {string} id @param {string} text @param {Record<string, string | number>} values */
function t(id, text, values = {}) {
  const template = Object.hasOwn(catalog, id) ? (catalog[id] ?? text) : text;
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}

/** @type {[name: string, summary: string][]} */
const rules = data("stet-rules");
const articles = readArticles();
const findings = articles.flatMap((article) => article.findings);
const app = document.getElementById("app");

function readArticles() {
  /** @type {ArticleData[]} */
  const written = data("stet-articles");
  const all = written.map(([path, title, date, found, pictures, fixed], at) => {
    const end = path.lastIndexOf("/");
    /** @type {Article} */
    const article = {
      at,
      path,
      title,
      date,
      folder: end < 0 ? "." : path.slice(0, end) || "/",
      findings: [],
      pictures,
      fixed,
      rank: 0,
      words: `${path}\n${title}`.toLowerCase(),
    };
    article.findings = found.map(([rule, severity, line, column, message, frame, fixes], index) => {
      const name = rules[rule]?.[0] ?? "";
      const words = `${message}\n${name}`.toLowerCase();
      return { article, at: index, rule: name, severity, line, column, message, frame, fixes, words };
    });
    return article;
  });
  const { compare } = new Intl.Collator(undefined, { numeric: true });
  [...all]
    .sort((a, b) => compare(a.path, b.path))
    .forEach((article, rank) => {
      article.rank = rank;
    });
  // The text of the element is no longer needed.
  document.getElementById("stet-articles")?.remove();
  return all;
}

// ---------------------------------------------------------------------------------------------- making elements

/**
 * @param {string} name
 * @param {Record<string, string | number | boolean | undefined | ((event: Event) => void)>} [attributes] a function is a listener
 * @param {(Node | string | undefined | false)[]} children
 */
function make(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  set(element, attributes);
  for (const child of children) if (child !== undefined && child !== false) element.append(child);
  return element;
}

/** @param {Element} element @param {Parameters<typeof make>[1] & {}} attributes */
function set(element, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(key, value);
    else if (value === true) element.setAttribute(key, "");
    else if (value !== undefined && value !== false) element.setAttribute(key, String(value));
  }
}

/** @param {string} name @param {Record<string, string | number>} attributes @param {Element[]} children */
function draw(name, attributes, ...children) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  set(element, attributes);
  element.append(...children);
  return element;
}

/** @param {number} number */
const grouped = (number) => number.toLocaleString(document.documentElement.lang);
/** @param {number} number @param {"finding" | "article" | "picture"} noun */
function plural(number, noun) {
  const n = grouped(number);
  if (noun === "article")
    return number === 1
      ? t("report.page.oneArticle", "{n} article", { n })
      : t("report.page.articles", "{n} articles", { n });
  if (noun === "picture")
    return number === 1 ? t("report.page.oneImage", "{n} image", { n }) : t("report.page.images", "{n} images", { n });
  return number === 1
    ? t("report.page.oneViolation", "{n} violation", { n })
    : t("report.page.violations", "{n} violations", { n });
}
/** @param {number} bytes */
function bytesText(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  return bytes < 1e6 ? `${(bytes / 1e3).toFixed(bytes < 1e4 ? 1 : 0)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

/** @param {0 | 1} severity */
function severityMark(severity) {
  const path = severity === 0 ? "M5 5l6 6M11 5l-6 6" : "M8 6v3.4M8 11.6v.2";
  const shape =
    severity === 0 ? draw("circle", { cx: 8, cy: 8, r: 7 }) : draw("path", { d: "M8 1.5L15 14H1z", class: "shape" });
  return make(
    "span",
    { class: `severity ${severity === 0 ? "error" : "warning"}` },
    draw("svg", { viewBox: "0 0 16 16", "aria-hidden": "true" }, shape, draw("path", { d: path })),
    severity === 0 ? t("report.page.error", "error") : t("report.page.warning", "warning"),
  );
}

// ---------------------------------------------------------------------------------------------- code and repairs

/** @param {number | string} number @param {string} kind @param {(Node | string)[]} parts */
function codeLine(number, kind, ...parts) {
  const sign = kind === "add" ? "+" : kind === "remove" ? "-" : "";
  return make(
    "span",
    { class: `line ${kind}` },
    make("span", { class: "no", "aria-hidden": "true" }, String(number)),
    make("span", { class: "sign" }, sign),
    make("span", { class: "code" }, ...parts),
  );
}

/** @param {Finding} finding */
function frameOf({ frame }) {
  if (frame === 0) return undefined;
  const [line, before, left, marked, right, after] = frame;
  const own = line + before.length;
  return make(
    "pre",
    { class: "frame" },
    ...before.map((text, at) => codeLine(line + at, "near", text)),
    codeLine(own, "at", left, make("mark", marked === "" ? { class: "point" } : {}, marked), right),
    ...after.map((text, at) => codeLine(own + 1 + at, "near", text)),
  );
}

/** @param {Fix} fix */
function fixOf([kind, title, hunks]) {
  const name =
    kind === 0
      ? t("report.page.fix", "Fix")
      : kind === 1
        ? t("report.page.fixUnsafe", "Fix (may change meaning)")
        : t("report.page.suggestion", "Suggestion");
  const lines = hunks.flatMap(([line, before, after], at) => [
    ...(at > 0 ? [codeLine("", "gap", "⋯")] : []),
    ...diffOf(line, before, after),
  ]);
  return make(
    "div",
    { class: "fix" },
    make("p", {}, make("b", {}, name), t("report.page.detail", ": {text}", { text: title })),
    lines.length > 0 && make("pre", { class: "frame" }, ...lines),
  );
}

/** @param {number} first @param {string[]} before @param {string[]} after */
function diffOf(first, before, after) {
  let same = 0;
  while (same < before.length && same < after.length && before[same] === after[same]) same++;
  let tail = 0;
  while (
    tail < before.length - same &&
    tail < after.length - same &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  )
    tail++;
  const removed = before.slice(same, before.length - tail);
  const added = after.slice(same, after.length - tail);
  const near = (/** @type {number} */ from, /** @type {number} */ to) =>
    before.slice(from, to).map((text, at) => codeLine(first + from + at, "near", text));
  const paired = removed.length === added.length;
  return [
    ...near(Math.max(0, same - 1), same),
    ...removed.map((text, at) =>
      codeLine(first + same + at, "remove", ...differing("del", text, paired ? added[at] : undefined)),
    ),
    ...added.map((text, at) =>
      codeLine(first + same + at, "add", ...differing("ins", text, paired ? removed[at] : undefined)),
    ),
    ...near(before.length - tail, Math.min(before.length, before.length - tail + 1)),
  ];
}

/** What of a line is not in the other one. @param {string} tag @param {string} text @param {string | undefined} other */
function differing(tag, text, other) {
  if (other === undefined) return [text];
  const [own, theirs] = [[...text], [...other]];
  let start = 0;
  while (start < own.length && start < theirs.length && own[start] === theirs[start]) start++;
  let end = 0;
  while (
    end < own.length - start &&
    end < theirs.length - start &&
    own[own.length - 1 - end] === theirs[theirs.length - 1 - end]
  )
    end++;
  const middle = own.slice(start, own.length - end).join("");
  if (middle === "") return [text];
  return [own.slice(0, start).join(""), make(tag, {}, middle), own.slice(own.length - end).join("")];
}

/** @param {Finding} finding */
function detailOf(finding) {
  const [, summary] = rules.find(([name]) => name === finding.rule) ?? [];
  const frame = frameOf(finding);
  return make(
    "div",
    { class: "detail" },
    !!summary &&
      make(
        "p",
        { class: "rule-summary" },
        make("code", {}, finding.rule),
        t("report.page.ruleSummary", ": {summary}", { summary }),
      ),
    frame,
    ...finding.fixes.map(fixOf),
    frame === undefined &&
      finding.fixes.length === 0 &&
      make("p", { class: "muted" }, t("report.page.wholeFileNote", "This violation concerns the whole file.")),
  );
}

// ---------------------------------------------------------------------------------------------- pictures

const verdictNames = {
  ok: t("report.page.ok", "ok"),
  broken: t("report.page.broken", "broken"),
  unverifiable: t("report.page.unverifiable", "unverifiable"),
  unchecked: t("report.page.unchecked", "unchecked"),
};

/** The sizes to scale, one upon the other. @param {[number, number] | 0} declared @param {[number, number] | 0} real */
function sizesDrawing(declared, real) {
  const sides = [...(declared || []), ...(real || [])];
  const scale = 92 / Math.max(...sides);
  /** @param {[number, number] | 0} size @param {string} kind */
  const box = (size, kind) =>
    size === 0
      ? []
      : [
          draw("rect", {
            class: kind,
            x: 4,
            y: 4,
            width: Math.max(1, size[0] * scale),
            height: Math.max(1, size[1] * scale),
          }),
        ];
  return draw(
    "svg",
    { viewBox: "0 0 100 100", class: "sizes", "aria-hidden": "true" },
    ...box(real, "real"),
    ...box(declared, "declared"),
  );
}

/** @param {Picture} picture */
function pictureOf([url, line, verdict, detail, declared, real, bytes, type]) {
  const size = (/** @type {[number, number] | 0} */ one, /** @type {string} */ none) =>
    one === 0 ? none : `${one[0]} × ${one[1]}`;
  const known = [
    size(real, t("report.page.unknownSize", "unknown")),
    ...(bytes > 0 ? [bytesText(bytes)] : []),
    ...(type === "" ? [] : [type]),
  ];
  const differs = declared !== 0 && real !== 0 && (declared[0] !== real[0] || declared[1] !== real[1]);
  return make(
    "li",
    { class: "picture" },
    declared !== 0 || real !== 0
      ? sizesDrawing(declared, real)
      : make("span", { class: "sizes none", "aria-hidden": "true" }, "?"),
    make(
      "div",
      {},
      make("p", { class: "url" }, url),
      make(
        "dl",
        {},
        make(
          "div",
          {},
          make("dt", {}, t("report.page.declared", "Declared")),
          make("dd", {}, size(declared, t("report.page.noSize", "not set"))),
        ),
        make("div", {}, make("dt", {}, t("report.page.actual", "Actual")), make("dd", {}, known.join(", "))),
        make(
          "div",
          {},
          make("dt", {}, t("report.page.verdict", "Verdict")),
          make(
            "dd",
            {},
            make(
              "b",
              { class: `verdict ${verdict}` },
              verdictNames[/** @type {keyof typeof verdictNames} */ (verdict)] ?? verdict,
            ),
            detail === "" ? "" : t("report.page.detail", ": {text}", { text: detail }),
          ),
        ),
        make("div", {}, make("dt", {}, t("report.page.line", "Line")), make("dd", {}, grouped(line))),
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

// ---------------------------------------------------------------------------------------------- an article

/** @type {HTMLDialogElement | undefined} */
let dialog;

/** @param {Article} article @param {Finding} [wanted] */
function openArticle(article, wanted) {
  dialog?.remove();
  const list = make("ol", { class: "found" });
  const more = make("button", { type: "button", class: "button", click: () => grow(findingsPerStep) });
  let shown = 0;
  const grow = (/** @type {number} */ by) => {
    const next = article.findings.slice(shown, shown + by);
    shown += next.length;
    list.append(
      ...next.map((finding) =>
        make(
          "li",
          { id: `finding-${finding.at}`, tabindex: -1 },
          make(
            "p",
            { class: "said" },
            severityMark(finding.severity),
            make("span", { class: "message" }, finding.message),
            make("span", { class: "muted" }, placeOf(finding), " ", make("code", {}, finding.rule)),
          ),
          detailOf(finding),
        ),
      ),
    );
    const left = article.findings.length - shown;
    more.textContent = t("report.page.showMore", "Show {count} more of {total}", {
      count: grouped(Math.min(left, findingsPerStep)),
      total: grouped(left),
    });
    more.hidden = left === 0;
  };
  grow(Math.max(findingsPerStep, (wanted?.at ?? 0) + 1));
  const made = /** @type {HTMLDialogElement} */ (
    make(
      "dialog",
      { "aria-labelledby": "article-title", class: "article" },
      make(
        "div",
        { class: "bar-top" },
        make("h2", { id: "article-title", tabindex: -1 }, article.title || nameOf(article.path)),
        make("button", { type: "button", class: "button", click: () => made.close() }, t("report.page.close", "Close")),
      ),
      make(
        "div",
        { class: "content" },
        make(
          "p",
          { class: "muted" },
          make("code", { class: "path" }, article.path),
          article.date && ` · ${article.date}`,
          article.fixed > 0 && t("report.page.fixed", " · {count} fixed", { count: grouped(article.fixed) }),
        ),
        make("h3", {}, plural(article.findings.length, "finding")),
        list,
        more,
        article.pictures.length > 0 && make("h3", {}, plural(article.pictures.length, "picture")),
        article.pictures.length > 0 &&
          make(
            "p",
            { class: "legend" },
            make(
              "span",
              {},
              draw(
                "svg",
                { viewBox: "0 0 14 10", class: "key", "aria-hidden": "true" },
                draw("rect", { class: "real", width: 14, height: 10 }),
              ),
              ` ${t("report.page.actualSize", "actual size")}`,
            ),
            make(
              "span",
              {},
              draw(
                "svg",
                { viewBox: "0 0 14 10", class: "key", "aria-hidden": "true" },
                draw("rect", { class: "declared", x: 1, y: 1, width: 12, height: 8 }),
              ),
              ` ${t("report.page.declaredSize", "declared size")}`,
            ),
          ),
        article.pictures.length > 0 && make("ul", { class: "pictures" }, ...article.pictures.map(pictureOf)),
      ),
      // A click beside the panel closes it, as Escape does.
    )
  );
  made.addEventListener("click", (event) => event.target === made && made.close());
  made.addEventListener("close", () => made.remove());
  document.body.append(made);
  dialog = made;
  made.showModal();
  if (!wanted || wanted.at === 0) document.getElementById("article-title")?.focus();
  else {
    const item = document.getElementById(`finding-${wanted.at}`);
    item?.focus({ preventScroll: true });
    item?.scrollIntoView();
  }
}

/** @param {string} path */
const nameOf = (path) => path.slice(path.lastIndexOf("/") + 1);
/** @param {Finding} finding */
const placeOf = ({ line, column }) => (line === 0 ? t("report.page.wholeFile", "whole file") : `${line}:${column}`);

// ---------------------------------------------------------------------------------------------- the list

/** @typedef {{ q: string, view: string, severity: string, rule: string, folder: string, month: string, fix: string, sort: string, down: boolean, page: number }} State */

/** @type {State} */
const initial = {
  q: "",
  view: "findings",
  severity: "",
  rule: "",
  folder: "",
  month: "",
  fix: "",
  sort: "",
  down: false,
  page: 0,
};
/** @type {State} */
let state = stateIn(location.hash) ?? initial;
let perPage = rowsPerPage;

/** From `#rule=image/alt&q=x`; `undefined` for the anchor of a section. @param {string} hash @returns {State | undefined} */
function stateIn(hash) {
  if (!hash.includes("=")) return undefined;
  const stated = Object.fromEntries(new URLSearchParams(hash.slice(1)));
  const { q = "", view, severity = "", rule = "", folder = "", month = "", fix = "", sort = "", down, page } = stated;
  return {
    q,
    view: view === "articles" ? view : "findings",
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
function hashOf(wanted) {
  const { q, view, severity, rule, folder, month, fix, sort, down, page } = { ...initial, ...wanted };
  const entries = Object.entries({ q, severity, rule, folder, month, fix, sort }).filter(([, value]) => value !== "");
  if (view !== "findings" || entries.length === 0) entries.push(["view", view]);
  if (down) entries.push(["down", "1"]);
  if (page > 0) entries.push(["page", String(page + 1)]);
  return `#${new URLSearchParams(entries)}`;
}

/** @param {Finding} finding */
const fixKind = ({ fixes }) =>
  fixes.length === 0 ? "none" : fixes[0]?.[0] === 0 ? "safe" : fixes[0]?.[0] === 1 ? "unsafe" : "suggested";

/** @returns {Finding[]} */
function filtered() {
  // Words in any order; what stands in quotes, as it is.
  const words = [...state.q.toLowerCase().matchAll(/"([^"]+)"|[^\s"]+/g)].map(([word, quoted]) => quoted ?? word);
  return findings.filter(
    (finding) =>
      (state.severity === "" || (state.severity === "error") === (finding.severity === 0)) &&
      (state.rule === "" || state.rule === finding.rule) &&
      (state.folder === "" || state.folder === finding.article.folder) &&
      (state.month === "" ||
        (state.month === "none" ? finding.article.date === "" : finding.article.date.startsWith(state.month))) &&
      (state.fix === "" || state.fix === fixKind(finding)) &&
      words.every((word) => finding.words.includes(word) || finding.article.words.includes(word)),
  );
}

/** @param {string} a @param {string} b */
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * @typedef {{ article: Article, errors: number, warnings: number, fixable: number }} ArticleRow
 * @type {{ findings: Record<string, (a: Finding, b: Finding) => number>, articles: Record<string, (a: ArticleRow, b: ArticleRow) => number> }}
 */
const orders = {
  findings: {
    severity: (a, b) => a.severity - b.severity,
    place: (a, b) => a.article.rank - b.article.rank || a.at - b.at,
    rule: (a, b) => byText(a.rule, b.rule),
    message: (a, b) => byText(a.message, b.message),
    fix: (a, b) => fixOrder.indexOf(fixKind(a)) - fixOrder.indexOf(fixKind(b)),
  },
  articles: {
    place: (a, b) => a.article.rank - b.article.rank,
    date: (a, b) => byText(a.article.date, b.article.date),
    errors: (a, b) => a.errors - b.errors,
    warnings: (a, b) => a.warnings - b.warnings,
    fixable: (a, b) => a.fixable - b.fixable,
  },
};
const fixOrder = ["safe", "unsafe", "suggested", "none"];

/** @template T @param {T[]} rows @param {Record<string, (a: T, b: T) => number>} by @param {((a: T, b: T) => number)[]} standard */
function sorted(rows, by, standard) {
  const own = by[state.sort];
  const turn = state.down ? -1 : 1;
  const steps = own ? [(/** @type {T} */ a, /** @type {T} */ b) => turn * own(a, b), ...standard] : standard;
  return rows.sort((a, b) => {
    for (const step of steps) {
      const order = step(a, b);
      if (order !== 0) return order;
    }
    return 0;
  });
}

/** @param {Finding[]} found @returns {ArticleRow[]} */
function byArticle(found) {
  /** @type {Map<Article, ArticleRow>} */
  const rows = new Map();
  for (const finding of found) {
    const { article, severity } = finding;
    const row = rows.get(article) ?? { article, errors: 0, warnings: 0, fixable: 0 };
    rows.set(article, row);
    if (severity === 0) row.errors++;
    else row.warnings++;
    if (finding.fixes[0] && finding.fixes[0][0] < 2) row.fixable++;
  }
  return [...rows.values()];
}

const columns = {
  findings: [
    ["severity", t("report.page.severity", "Severity")],
    ["message", t("report.page.message", "Message")],
    ["place", t("report.page.location", "Location")],
    ["rule", t("report.page.rule", "Rule")],
    ["fix", t("report.page.fix", "Fix")],
  ],
  articles: [
    ["place", t("report.page.articleHeading", "Article")],
    ["date", t("report.page.date", "Date")],
    ["errors", t("report.page.errors", "Errors")],
    ["warnings", t("report.page.warnings", "Warnings")],
    ["fixable", t("report.page.fixable", "Fixable")],
  ],
};

/** What a chart speaks of leads to its findings. @param {Element} element */
function linkToFilter(element) {
  const [key = "", value = ""] = (element.getAttribute("data-filter") ?? "").split("=");
  const link = make("a", { href: hashOf({ [key]: decodeURIComponent(value) }) }, element.textContent ?? "");
  element.replaceChildren(link);
}

/** @param {HTMLElement} root */
function start(root) {
  const search = field(
    "search",
    t("report.page.search", "Search"),
    make("input", {
      type: "search",
      autocomplete: "off",
      spellcheck: "false",
      placeholder: t("report.page.searchIn", "message, rule, path or title"),
    }),
  );
  const severity = select("severity", t("report.page.severity", "Severity"), [
    ["", t("report.page.all", "all")],
    ["error", t("report.page.onlyErrors", "errors")],
    ["warning", t("report.page.onlyWarnings", "warnings")],
  ]);
  const rule = select("rule", t("report.page.rule", "Rule"), [
    ["", t("report.page.all", "all")],
    ...rules.map(([name]) => /** @type {[string, string]} */ ([name, name])).sort(([a], [b]) => byText(a, b)),
  ]);
  const folder = select("folder", t("report.page.folder", "Folder"), [
    ["", t("report.page.all", "all")],
    ...[...new Set(articles.map((article) => article.folder))]
      .sort(byText)
      .map(
        (name) =>
          /** @type {[string, string]} */ ([
            name,
            name === "." ? t("report.page.currentFolder", "(current folder)") : name,
          ]),
      ),
  ]);
  const month = select("month", t("report.page.month", "Month"), [
    ["", t("report.page.all", "all")],
    ...[...new Set(articles.map(({ date }) => date.slice(0, 7)))]
      .sort(byText)
      .reverse()
      .map(
        (name) =>
          /** @type {[string, string]} */ (name === "" ? ["none", t("report.page.noDate", "no date")] : [name, name]),
      ),
  ]);
  const fix = select("repair", t("report.page.fix", "Fix"), [
    ["", t("report.page.all", "all")],
    ["safe", t("report.page.safe", "safe")],
    ["unsafe", t("report.page.mayChangeMeaning", "may change meaning")],
    ["suggested", t("report.page.suggested", "suggestion")],
    ["none", t("report.page.noFix", "by hand")],
  ]);
  const fields = { q: search, severity, rule, folder, month, fix };
  const views = ["findings", "articles"].map((view) =>
    make(
      "button",
      { type: "button", click: () => go({ view, sort: "", down: false, page: 0 }) },
      view === "findings" ? t("report.page.byViolation", "By violation") : t("report.page.byArticle", "By article"),
    ),
  );
  const clear = make(
    "button",
    { type: "button", class: "button quiet", click: () => go({ ...initial, view: state.view }) },
    t("report.page.clearFilters", "Clear filters"),
  );
  const status = make("p", { class: "status", role: "status" });
  const table = make("table", { class: "data list", role: "table" });
  const caption = make("caption", { class: "hidden" });
  const head = make("thead", { role: "rowgroup" });
  const rows = make("tbody", { role: "rowgroup" });
  table.append(caption, head, rows);
  const pages = make("nav", { class: "pages", "aria-label": t("report.page.pages", "Pages of the list") });
  const print = make("p", { class: "in-print" });
  root.replaceChildren(
    make(
      "form",
      {
        class: "filters",
        role: "search",
        "aria-label": t("report.page.violationsHeading", "Violations"),
        submit: (event) => event.preventDefault(),
      },
      make("div", { class: "views", role: "group", "aria-label": t("report.page.view", "View") }, ...views),
      ...Object.values(fields).map(({ label }) => label),
      clear,
    ),
    status,
    make("div", { class: "card flush" }, table),
    pages,
    print,
  );
  root.hidden = false;

  let waiting = 0;
  for (const [key, { input }] of Object.entries(fields))
    input.addEventListener("input", () => {
      clearTimeout(waiting);
      const change = () => go({ [key]: /** @type {HTMLInputElement} */ (input).value, page: 0 });
      if (key === "q") waiting = setTimeout(change, 120);
      else change();
    });
  addEventListener("hashchange", () => {
    const next = stateIn(location.hash);
    if (!next) return;
    state = next;
    render();
    root.closest("section")?.scrollIntoView();
    status.focus();
  });
  addEventListener("beforeprint", () => {
    perPage = rowsInPrint;
    render();
    for (const details of document.querySelectorAll("details:not([open])"))
      set(details, { open: true, "data-closed": true });
  });
  addEventListener("afterprint", () => {
    perPage = rowsPerPage;
    render();
    for (const details of document.querySelectorAll("details[data-closed]")) {
      details.removeAttribute("open");
      details.removeAttribute("data-closed");
    }
  });
  if (stateIn(location.hash)) requestAnimationFrame(() => root.closest("section")?.scrollIntoView());
  render();

  /** @param {Partial<State>} change */
  function go(change) {
    state = { ...state, ...change };
    history.replaceState(null, "", hashOf(state));
    render();
  }

  function render() {
    for (const [key, { input }] of Object.entries(fields)) {
      const field = /** @type {HTMLInputElement} */ (input);
      const value = String(state[/** @type {keyof State} */ (key)]);
      if (field.value !== value) field.value = value;
    }
    const isFindings = state.view === "findings";
    views.forEach((button, at) => {
      button.setAttribute("aria-pressed", String((at === 0) === isFindings));
    });
    const isFiltered = Object.keys(fields).some((key) => state[/** @type {keyof State} */ (key)] !== "");
    clear.hidden = !isFiltered;
    const found = filtered();
    const all = isFindings
      ? sorted(
          found,
          orders.findings,
          [orders.findings.severity, orders.findings.place].filter((step) => step !== undefined),
        )
      : sorted(byArticle(found), orders.articles, [
          (a, b) => b.errors - a.errors,
          (a, b) => b.warnings - a.warnings,
          (a, b) => a.article.rank - b.article.rank,
        ]);
    const last = Math.max(0, Math.ceil(all.length / perPage) - 1);
    state.page = Math.min(state.page, last);
    const from = state.page * perPage;
    const shown = all.slice(from, from + perPage);
    const noun = isFindings ? "finding" : "article";
    const isPart = isFiltered && isFindings;
    const range = `${grouped(from + 1)}–${grouped(from + shown.length)}`;
    status.textContent =
      all.length === 0
        ? t("report.page.noMatch", "Nothing matches these filters.")
        : all.length > perPage
          ? isPart
            ? t("report.page.rangeOfFiltered", "{range} of {count} ({total} in total)", {
                range,
                count: plural(all.length, noun),
                total: grouped(findings.length),
              })
            : t("report.page.rangeOf", "{range} of {count}", { range, count: plural(all.length, noun) })
          : isPart
            ? t("report.page.rangeOf", "{range} of {count}", {
                range: grouped(all.length),
                count: plural(findings.length, noun),
              })
            : plural(all.length, noun);
    print.textContent =
      all.length > shown.length && perPage === rowsInPrint
        ? t("report.page.printLimit", "Only the first {count} are printed. Filter the list to print others.", {
            count: grouped(shown.length),
          })
        : "";
    caption.textContent = isFindings
      ? t("report.page.violationsHeading", "Violations")
      : t("report.page.articlesWithViolations", "Articles with violations");
    const focused = document.activeElement?.getAttribute("data-sort");
    head.replaceChildren(
      make(
        "tr",
        { role: "row" },
        ...columns[isFindings ? "findings" : "articles"].map(([key = "", name = ""]) => header(key, name)),
      ),
    );
    rows.replaceChildren(
      ...(isFindings
        ? /** @type {Finding[]} */ (shown).flatMap(findingRow)
        : /** @type {ArticleRow[]} */ (shown).map(articleRow)),
    );
    table.className = `data list by-${isFindings ? "finding" : "article"}`;
    table.hidden = all.length === 0;
    if (focused) /** @type {HTMLElement | null} */ (head.querySelector(`[data-sort="${focused}"]`))?.focus();
    renderPages(last);
  }

  /** @param {string} key @param {string} name */
  function header(key, name) {
    const isSorted = state.sort === key;
    const isNumber = ["errors", "warnings", "fixable"].includes(key);
    const press = () => go({ sort: key, down: isSorted ? !state.down : isNumber || key === "date", page: 0 });
    return make(
      "th",
      {
        scope: "col",
        role: "columnheader",
        class: isNumber ? "number" : undefined,
        "aria-sort": isSorted ? (state.down ? "descending" : "ascending") : "none",
      },
      make(
        "button",
        { type: "button", "data-sort": key, click: press },
        name,
        make("span", { class: "arrow", "aria-hidden": "true" }, isSorted ? (state.down ? "▼" : "▲") : ""),
      ),
    );
  }

  /** @param {number} last */
  function renderPages(last) {
    const focused = pages.contains(document.activeElement) ? document.activeElement?.textContent : undefined;
    const step = (/** @type {string} */ name, /** @type {number} */ page) =>
      make(
        "button",
        {
          type: "button",
          class: "button",
          "aria-disabled": page < 0 || page > last || page === state.page ? "true" : undefined,
          click: () => page >= 0 && page <= last && page !== state.page && turn(page),
        },
        name,
      );
    const turn = (/** @type {number} */ page) => {
      go({ page });
      root.scrollIntoView();
    };
    pages.replaceChildren(
      ...(last === 0
        ? []
        : [
            step(t("report.page.first", "First"), 0),
            step(t("report.page.previous", "Previous"), state.page - 1),
            make(
              "span",
              {},
              t("report.page.pageOf", "Page {page} of {pages}", {
                page: grouped(state.page + 1),
                pages: grouped(last + 1),
              }),
            ),
            step(t("report.page.next", "Next"), state.page + 1),
            step(t("report.page.last", "Last"), last),
          ]),
    );
    if (focused)
      /** @type {HTMLElement | undefined} */ (
        [...pages.querySelectorAll("button")].find((button) => button.textContent === focused)
      )?.focus({ preventScroll: true });
  }
}

let rowNumber = 0;

/** @param {Finding} finding */
function findingRow(finding) {
  const id = `detail-${++rowNumber}`;
  const detail = make("tr", { id, class: "detail-row", role: "row", hidden: true });
  const message = make(
    "button",
    {
      type: "button",
      class: "toggle",
      "aria-expanded": "false",
      "aria-controls": id,
      click: () => {
        if (!detail.firstChild) detail.append(make("td", { colspan: 5, role: "cell" }, detailOf(finding)));
        detail.hidden = !detail.hidden;
        message.setAttribute("aria-expanded", String(!detail.hidden));
      },
    },
    finding.message,
  );
  const kind = fixKind(finding);
  const fixName = {
    safe: t("report.page.safe", "safe"),
    unsafe: t("report.page.mayChangeMeaning", "may change meaning"),
    suggested: t("report.page.suggested", "suggestion"),
    none: t("report.page.noFix", "by hand"),
  }[kind];
  return [
    make(
      "tr",
      { role: "row" },
      make("td", { role: "cell" }, severityMark(finding.severity)),
      make("td", { role: "cell", class: "what" }, message),
      make(
        "td",
        { role: "cell", class: "where" },
        articleButton(finding.article, finding),
        make("span", { class: "place" }, placeOf(finding)),
      ),
      make("td", { role: "cell", class: "rule" }, make("code", {}, finding.rule)),
      make("td", { role: "cell", class: "repair" }, make("span", { class: `pill ${kind}` }, fixName)),
    ),
    detail,
  ];
}

/** @param {Article} article @param {Finding} [finding] */
function articleButton(article, finding) {
  return make(
    "button",
    { type: "button", class: "open", "aria-haspopup": "dialog", click: () => openArticle(article, finding) },
    make("span", { class: "path" }, article.path),
    article.title !== "" && make("span", { class: "title" }, article.title),
  );
}

/** @param {ArticleRow} row */
function articleRow({ article, errors, warnings, fixable }) {
  const number = (/** @type {number} */ value, /** @type {string} */ label) =>
    make("td", { role: "cell", class: value === 0 ? "number zero" : "number", "data-label": label }, grouped(value));
  return make(
    "tr",
    { role: "row" },
    make("td", { role: "cell", class: "where" }, articleButton(article)),
    make("td", { role: "cell", class: "date" }, article.date),
    number(errors, t("report.page.errors", "Errors")),
    number(warnings, t("report.page.warnings", "Warnings")),
    number(fixable, t("report.page.fixable", "Fixable")),
  );
}

/** @param {string} kind @param {string} name @param {HTMLElement} input */
function field(kind, name, input) {
  return { input, label: make("label", { class: kind }, make("span", {}, name), input) };
}

/** @param {string} kind @param {string} name @param {[value: string, text: string][]} choices */
function select(kind, name, choices) {
  return field(kind, name, make("select", {}, ...choices.map(([value, text]) => make("option", { value }, text))));
}

if (app && findings.length > 0) start(app);
for (const element of document.querySelectorAll("[data-filter]")) linkToFilter(element);
