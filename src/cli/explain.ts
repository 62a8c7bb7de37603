import { readFile } from "node:fs/promises";
import path from "node:path";
import { rules } from "../../rules/index.js";
import { UserError } from "../errors.js";
import { packageRoot } from "../package-root.js";
import { suggest } from "../rule.js";

/** Prints a rule's page: the file that stands beside its code. */
export async function explainRule(name: string): Promise<void> {
  const rule = rules.find((one) => one.name === name);
  if (!rule) {
    const [meant] = suggest(
      name,
      rules.map((one) => one.name),
    );
    throw new UserError(
      `there is no rule "${name}"`,
      meant ? `did you mean ${meant}?` : "see stet rules for all of them",
    );
  }
  process.stdout.write(await readFile(path.join(packageRoot(), "rules", `${name}.md`), "utf8"));
}

export function listRules(): void {
  const width = Math.max(...rules.map(({ name }) => name.length));
  for (const { name, severity, fixable, summary } of rules)
    process.stdout.write(`${name.padEnd(width)}  ${severity.padEnd(7)}  ${(fixable ?? "").padEnd(6)}  ${summary}\n`);
}
