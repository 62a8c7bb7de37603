/** The floor plan in docs/architecture.md, kept. Cycles are checked by `npm run lint:deps`. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";
import { packageRoot } from "../src/platform/package-root.js";

const root = packageRoot();
const filesIn = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
    .map((name) => `${folder}/${name.replaceAll("\\", "/")}`)
    .filter((name) => /\.(?:ts|js)$/.test(name));
const sources = [...filesIn("src"), ...filesIn("rules")];
const textOf = (file: string) => readFileSync(path.join(root, file), "utf8");

/** `src/run/cache/key.ts` is in the room `run`; a loose file is a room of its own. */
const roomOf = (file: string): string => file.split("/")[1] ?? file;

const imports = new Map<string, Set<string>>();
for (const file of sources.filter((name) => name.startsWith("src/"))) {
  const room = roomOf(file);
  const others = imports.get(room) ?? new Set();
  imports.set(room, others);
  for (const [, specifier = ""] of textOf(file).matchAll(/(?:from |import\()"(\.[^"]+)"/g)) {
    const target = path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, ".ts");
    if (target.startsWith("src/") && roomOf(target) !== room) others.add(roomOf(target));
  }
}

const levels = new Map<string, number>();
function levelOf(room: string): number {
  const known = levels.get(room);
  if (known !== undefined) return known;
  // In a cycle this is too low; lint:deps reports the cycle.
  levels.set(room, 1);
  const level = 1 + Math.max(0, ...[...(imports.get(room) ?? [])].map(levelOf));
  levels.set(room, level);
  return level;
}

it("src has no loose files but the public API, the rule API and the results", () => {
  const loose = sources.filter((file) => /^src\/[^/]+$/.test(file));
  expect(loose).toEqual(["src/index.ts", "src/results.ts", "src/rule.ts"]);
});

it("rooms are on at most 12 levels", () => {
  expect(Math.max(...[...imports.keys()].map(levelOf))).toBeLessThanOrEqual(12);
});

it("no source file has more than 400 lines, but for generated data and catalogs", () => {
  const isData = (file: string) =>
    /^src\/locale\/zh-CN\//.test(file) || /^(?:\/\*\*.*|\/\/.*)[Gg]enerated by/.test(textOf(file));
  const long = sources.filter((file) => textOf(file).split("\n").length > 401 && !isData(file));
  expect(long).toEqual([]);
});

it("docs/architecture.md names every room", () => {
  const page = textOf("docs/architecture.md");
  expect([...imports.keys()].filter((room) => !page.includes(`\`src/${room}${room.includes(".") ? "" : "/"}`))).toEqual(
    [],
  );
});

it("docs/architecture.md names only files that exist", () => {
  const names = [...textOf("docs/architecture.md").matchAll(/`((?:src|test|bin)\/[\w./-]+\.(?:ts|js))`/g)].map(
    ([, name]) => name ?? "",
  );
  const all = new Set([...sources, ...filesIn("test"), ...filesIn("bin")]);
  expect([...new Set(names)].filter((name) => !all.has(name))).toEqual([]);
});
