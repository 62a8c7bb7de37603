// The data in the page, and the messages of the script.

/** @type {<T>(id: string) => T} */
export const readData = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "[]");

/** Translations by message id, as in src/platform/i18n.ts; empty in English. @type {Record<string, string>} */
const catalog = readData("stet-messages");

/** @param {string} id @param {string} text @param {Record<string, string | number>} values */
export function t(id, text, values = {}) {
  const template = Object.hasOwn(catalog, id) ? (catalog[id] ?? text) : text;
  return template.replace(/\{(\w+)\}/g, (_, name) => String(values[name]));
}
