/**
 * `npm run check:messages [-- --release] [-- PREFIX]`: reports messages without a Chinese translation, and wording that
 * the style guide excludes. A missing translation is a warning, or an error with `--release`.
 */
import { catalog } from "../src/locale/zh-CN/index.js";
import { allMessages } from "./messages.js";
import { wordingProblems } from "./wording.js";

const release = process.argv.includes("--release");
const prefix = process.argv.slice(2).find((argument) => !argument.startsWith("--")) ?? "";
const messages = allMessages().filter(({ id }) => id.startsWith(prefix));

const missing = new Set(messages.map(({ id }) => id).filter((id) => !Object.hasOwn(catalog, id)));
for (const id of missing) console.log(`${release ? "error" : "warning"}: no Chinese translation of ${id}`);

const problems = wordingProblems(messages, catalog);
for (const { id, text, problem } of problems) console.log(`${id}: ${problem}\n    ${text}`);
console.log(
  `${messages.length} messages, ${missing.size} without a translation, ${problems.length} with wording to change`,
);
process.exitCode = problems.length > 0 || (release && missing.size > 0) ? 1 : 0;
