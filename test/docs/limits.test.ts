/** docs/limits.md has every limit of the code, with its value. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";

const read = (file: string) => readFileSync(path.join(packageRoot(), file), "utf8");

interface Row {
  readonly value: string;
  readonly file: string;
  readonly name: string;
}

const rows: readonly Row[] = [
  ...read("docs/limits.md").matchAll(/^\|[^|]+\| ([^|]+) \|[^|]+\| `([^`]+)` `(\w+)` \|$/gm),
].map(([, value = "", file = "", name = ""]) => ({ value, file, name }));

/** The numbers that a file gives names which say that they are limits. */
function limitsIn(file: string, isLimit: (name: string) => boolean): [name: string, value: number][] {
  return [...read(file).matchAll(/^(?:export )?const (\w+)(?:: number)? = ([\d_*. ]+);/gm)]
    .filter(([, name = ""]) => isLimit(name))
    .map(([, name = "", value = ""]) => [
      name,
      value
        .replaceAll("_", "")
        .split("*")
        .map(Number)
        .reduce((a, b) => a * b),
    ]);
}

function numberOf(value: string): number {
  const [, digits = "", unit = ""] = /^([\d,]+)(?: (\w+))?$/.exec(value) ?? [];
  return Number(digits.replaceAll(",", "")) * ({ KiB: 1024, MiB: 1024 * 1024 }[unit] ?? 1);
}

it.each(rows)("$file: $name is $value", ({ file, name, value }) => {
  expect(limitsIn(file, (each) => each === name)).toEqual([[name, numberOf(value)]]);
});

it("has every limit", () => {
  const isLimit = (name: string) => /^(?:max|most|longest|enough|defaultMax)(?:[A-Z]|$)/.test(name);
  const inCode = ["src", "rules"].flatMap((folder) =>
    readdirSync(path.join(packageRoot(), folder), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts"))
      .map((file) => path.join(folder, file).replaceAll(path.sep, "/"))
      .flatMap((file) => limitsIn(file, isLimit).map(([name]) => `${file} ${name}`)),
  );
  expect(inCode.length).toBeGreaterThan(30);
  expect(inCode.filter((one) => !rows.some(({ file, name }) => one === `${file} ${name}`))).toEqual([]);
});
