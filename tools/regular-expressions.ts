/**
 * `npm run lint:regexps`: checks with recheck whether any regular expression in our code can be slow. One that can take
 * exponential time is an error. Those that can take quadratic time are listed: each must only match short texts, or
 * have an article in test/adversarial.test.ts.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { checkSync } from "recheck";
import ts from "typescript";
import { packageRoot } from "../src/platform/package-root.js";

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

const counts: Record<string, number> = {};
for (const [literal, file] of found) {
  const end = literal.lastIndexOf("/");
  const said = checkSync(literal.slice(1, end), literal.slice(end + 1), { timeout: 20_000 });
  const kind = said.status === "vulnerable" ? said.complexity.type : said.status;
  counts[kind] = (counts[kind] ?? 0) + 1;
  if (kind !== "safe") process.stdout.write(`${kind} ${file}: ${literal}\n`);
  if (kind === "exponential") process.exitCode = 1;
}
process.stdout.write(`${found.size} regular expressions: ${JSON.stringify(counts)}\n`);
