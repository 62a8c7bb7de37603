/**
 * `npm run check:messages [-- --release] [-- PREFIX]`: messages without a Chinese translation, and wording that the style
 * guide excludes. Translations are missing for a warning while you work, and for an error with `--release`.
 */
import { catalog } from "../src/locale/zh-CN/index.js";
import { allMessages } from "./messages.js";
import { chinese, english, faults, longest, prose } from "./wording.js";

const release = process.argv.includes("--release");
const prefix = process.argv.slice(2).find((argument) => !argument.startsWith("--")) ?? "";
const messages = allMessages().filter(({ id }) => id.startsWith(prefix));

const missing = new Set(messages.map(({ id }) => id).filter((id) => !Object.hasOwn(catalog, id)));
for (const id of missing) console.log(`${release ? "error" : "warning"}: no Chinese translation of ${id}`);

let count = 0;
const complain = (id: string, text: string, problems: readonly string[]) => {
  for (const problem of problems) {
    count++;
    console.log(`${id}: ${problem}\n    ${text}`);
  }
};
for (const [id, text] of new Map(messages.map((message) => [message.id, message.text]))) {
  const long = prose(text).length > longest.english ? [`longer than ${longest.english} characters`] : [];
  complain(id, text, [...faults(text, english), ...long]);
  const translation = catalog[id] ?? "";
  const longChinese = prose(translation).length > longest.chinese ? [`longer than ${longest.chinese} characters`] : [];
  complain(id, translation, [...faults(translation, chinese), ...longChinese]);
}
console.log(`${messages.length} messages, ${missing.size} without a translation, ${count} with wording to change`);
process.exitCode = count > 0 || (release && missing.size > 0) ? 1 : 0;
