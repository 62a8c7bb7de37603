// Copies the place of a violation, and opens it in an editor.
// The report does not contain the folder of the site, so that it can be shared. Readers state theirs, and their browser keeps it.

/** @import { Violation } from "./data.js" */
import { make } from "./elements.js";
import { t } from "./messages.js";

/** @type {[name: string, template: string][]} */
const editors = [
  ["VS Code", "vscode://file/{base}/{path}:{line}:{column}"],
  ["VSCodium", "vscodium://file/{base}/{path}:{line}:{column}"],
  ["Cursor", "cursor://file/{base}/{path}:{line}:{column}"],
  ["Windsurf", "windsurf://file/{base}/{path}:{line}:{column}"],
  ["Zed", "zed://file/{base}/{path}:{line}:{column}"],
  ["IntelliJ IDEA", "idea://open?file={base}/{path}&line={line}&column={column}"],
  ["WebStorm", "webstorm://open?file={base}/{path}&line={line}&column={column}"],
  ["TextMate", "txmt://open?url=file://{base}/{path}&line={line}&column={column}"],
];

/** Shown as they are written in a URL. */
const placeholders = { base: "{base}", path: "{path}", line: "{line}", column: "{column}" };

/** A URL that would run code in this page, or show other content as if it were the page. */
const forbidden = /^(?:javascript|data|vbscript|blob|filesystem|about|view-source):/i;

/** Each site has its folder. Reports of one site are usually in one folder. */
const baseKey = `stet-base:${location.pathname.replace(/[^/]*$/, "")}`;
const templateKey = "stet-editor";
const setting = { template: stored(templateKey), base: stored(baseKey) };

/** @param {string} key */
function stored(key) {
  try {
    return localStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** Without a storage, the setting applies until the page is closed. @param {string} key @param {string} value */
function store(key, value) {
  try {
    if (value === "") localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {}
}

/** `content/a.md:7`; for a violation of a whole file without the line. @param {Violation} violation */
const placeText = ({ article, line }) => (line === 0 ? article.path : `${article.path}:${line}`);

/**
 * The buttons and links for a place.
 *
 * @param {Violation} violation
 */
export function placeTools(violation) {
  const place = placeText(violation);
  const url = editorUrl(violation);
  return [
    copyButton(place),
    url === undefined
      ? undefined
      : make(
          "a",
          { class: "tool", href: url, "aria-label": t("report.page.openPlace", "Open {place}", { place }) },
          t("report.page.open", "open"),
        ),
  ];
}

/** @param {string} text */
function copyButton(text) {
  const name = t("report.page.copy", "copy");
  // Announced when it changes. As wide as the longer text, so that nothing moves.
  const label = make("span", { "aria-live": "polite" }, name);
  let timer = 0;
  const press = async () => {
    const isCopied = await copy(text);
    label.textContent = isCopied ? t("report.page.copied", "copied") : t("report.page.notCopied", "blocked");
    clearTimeout(timer);
    timer = setTimeout(() => {
      label.textContent = name;
    }, 1500);
  };
  return make(
    "button",
    {
      type: "button",
      class: "tool copy",
      title: t("report.page.copyPlace", "Copy {place}", { place: text }),
      click: () => void press(),
    },
    label,
    make("span", { class: "hidden" }, ` ${text}`),
  );
}

/** @param {string} text */
async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Browsers that allow it only in pages of servers.
    const field = /** @type {HTMLTextAreaElement} */ (make("textarea", { class: "hidden", readonly: true }));
    field.value = text;
    const focused = /** @type {HTMLElement | null} */ (document.activeElement);
    (document.querySelector("dialog[open]") ?? document.body).append(field);
    field.select();
    const isCopied = document.execCommand("copy");
    field.remove();
    focused?.focus({ preventScroll: true });
    return isCopied;
  }
}

/** @param {Violation} violation */
function editorUrl({ article: { path }, line, column }) {
  const { template, base } = setting;
  const isAbsolute = /^(?:[/\\]|[A-Za-z]:)/.test(path);
  if (template === "" || (base === "" && template.includes("{base}") && !isAbsolute)) return undefined;
  const slashed = (/** @type {string} */ one) => one.trim().replaceAll("\\", "/").replace(/\/+$/, "");
  const encoded = (/** @type {string} */ one) =>
    slashed(one)
      .split("/")
      .map(encodeURIComponent)
      .join("/")
      .replace(/^(\/?[A-Za-z])%3A/, "$1:");
  const file = isAbsolute ? template.replace("{base}/", "") : template;
  const url = file
    // After a slash, an absolute path needs none.
    .replace(/(\/?)\{(base|path)\}/g, (_, slash, name) => {
      const value = encoded(name === "base" ? base : path);
      return slash !== "" && value.startsWith("/") && !/:\/\/$/.test(slash) ? value : slash + value;
    })
    .replaceAll("{line}", String(Math.max(1, line)))
    .replaceAll("{column}", String(Math.max(1, column)));
  return /^[a-z][a-z0-9+.-]*:/i.test(url) && !forbidden.test(url) ? url : undefined;
}

/** The controls for the editor. @param {() => void} change called when links have changed */
export function editorForm(change) {
  const known = editors.find(([, template]) => template === setting.template);
  const choice = /** @type {HTMLSelectElement} */ (
    make(
      "select",
      {},
      make("option", { value: "" }, t("report.page.noEditor", "none")),
      ...editors.map(([name, template]) => make("option", { value: template }, name)),
      make("option", { value: "other" }, t("report.page.otherEditor", "another (URL)")),
    )
  );
  choice.value = known ? setting.template : setting.template === "" ? "" : "other";
  const text = (/** @type {string} */ value, /** @type {string} */ placeholder) => {
    const input = /** @type {HTMLInputElement} */ (
      make("input", { type: "text", autocomplete: "off", spellcheck: "false", placeholder })
    );
    input.value = value;
    return input;
  };
  const base = text(setting.base, "/home/me/site");
  const template = text(setting.template, editors[0]?.[1] ?? "");
  const label = (/** @type {string} */ name, /** @type {HTMLElement} */ input, kind = "") =>
    make("label", { class: kind }, make("span", {}, name), input);
  const custom = label(
    t("report.page.editorUrl", "URL with {base}, {path}, {line} and {column}", placeholders),
    template,
    "long",
  );
  const show = () => {
    custom.hidden = choice.value !== "other";
  };
  const apply = () => {
    setting.template = (choice.value === "other" ? template.value : choice.value).trim();
    setting.base = base.value.trim();
    store(templateKey, setting.template);
    store(baseKey, setting.base);
    show();
    change();
  };
  for (const input of [choice, base, template]) input.addEventListener("change", apply);
  show();
  return make(
    "details",
    { class: "editor" },
    make("summary", {}, t("report.page.openInEditor", "Open in an editor")),
    make(
      "div",
      { class: "filters" },
      label(t("report.page.editor", "Editor"), choice),
      label(t("report.page.base", "Folder of the site on this computer"), base, "long"),
      custom,
    ),
    make(
      "p",
      { class: "muted" },
      t("report.page.editorNote", "This browser keeps the settings. They are not part of the report."),
    ),
  );
}
