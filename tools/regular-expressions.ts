/**
 * `npm run lint:regexps`: checks with recheck whether any regular expression in our code can be slow. One that can be, or of
 * which recheck cannot say it, is an error, unless tools/judged-expressions.json says why it is not slow in its place.
 * What was safe before is not checked again: the answers are in node_modules/.cache.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { check } from "recheck";
import ts from "typescript";
import { packageRoot } from "../src/platform/package-root.js";

const cacheFile = path.join(packageRoot(), "node_modules/.cache/stet-regexps.json");

function known(): Set<string> {
  try {
    return new Set(JSON.parse(readFileSync(cacheFile, "utf8")));
  } catch {
    return new Set();
  }
}

const found = new Map<string, string>();
for (const folder of ["src", "rules"])
  for (const name of readdirSync(path.join(packageRoot(), folder), { recursive: true, encoding: "utf8" })) {
    if (!name.endsWith(".ts")) continue;
    const file = path.join(folder, name);
    const text = readFileSync(path.join(packageRoot(), file), "utf8");
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) found.set(node.text, file);
      ts.forEachChild(node, visit);
    };
    visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
  }

const judgedFile = path.join(packageRoot(), "tools/judged-expressions.json");
const judged: Record<string, string> = JSON.parse(readFileSync(judgedFile, "utf8"));
const safe = known();
const fail = (line: string): void => {
  process.stdout.write(`${line}\n`);
  process.exitCode = 1;
};
for (const literal of Object.keys(judged))
  if (!found.has(literal)) fail(`no longer in the code, remove it from tools/judged-expressions.json: ${literal}`);
for (const [literal, file] of found) {
  if (judged[literal] || safe.has(literal)) continue;
  const end = literal.lastIndexOf("/");
  const said = await check(literal.slice(1, end), literal.slice(end + 1), { timeout: 20_000 });
  if (said.status === "safe") safe.add(literal);
  else fail(`${said.status === "vulnerable" ? said.complexity.type : said.status} ${file}: ${literal}`);
}
mkdirSync(path.dirname(cacheFile), { recursive: true });
writeFileSync(cacheFile, JSON.stringify([...safe]));
process.stdout.write(`${found.size} regular expressions, ${Object.keys(judged).length} of them judged by hand\n`);
// recheck leaves a process running.
process.exit();
