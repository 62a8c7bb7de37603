/** What README and docs say can be typed, can be typed; and whatever can be typed is said somewhere. */
import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { beforeAll, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";

const root = packageRoot();
const { scripts } = JSON.parse(await readFile(path.join(root, "package.json"), "utf8"));

async function help(command: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [path.join(root, "bin/stet.js"), ...command, "--help"], {
    env: { ...process.env, FORCE_COLOR: "0", LC_ALL: "C" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (more: string) => {
    text += more;
  });
  const code = await new Promise((resolve, reject) => child.on("error", reject).on("close", resolve));
  if (code !== 0) throw new Error(`stet ${command.join(" ")} --help ended with ${code}`);
  return text;
}

/** By command, such as `schema infer`: its options, without dashes, long and short. */
const options = new Map<string, ReadonlySet<string>>();

/** Reads the help of a command and of those below it. */
async function explore(command: readonly string[]): Promise<void> {
  const text = await help(command);
  const found = [...text.matchAll(/^ +(?:-([a-z]), +)?--([a-z][a-z-]*)/gm)];
  options.set(command.join(" "), new Set(found.flatMap(([, short, long]) => [...(short ? [short] : []), long ?? ""])));
  const [, commands = ""] = /^Commands:\n((?: .*\n)+)/m.exec(text) ?? [];
  const prefix = ["", "stet", ...command, ""].join(" ").trimStart();
  for (const line of commands.split("\n")) {
    const name = line.trim().startsWith(prefix) ? /^[a-z-]+/.exec(line.trim().slice(prefix.length))?.[0] : undefined;
    if (name !== undefined && !options.has([...command, name].join(" "))) await explore([...command, name]);
  }
}

/** By path: README and docs, in English and Chinese. */
const pages = new Map<string, string>();

/** README and docs in English, which are complete: the Chinese ones are not yet. */
const english = (): string => [...pages].flatMap(([name, text]) => (name.includes("zh-CN") ? [] : [text])).join("\n");

beforeAll(async () => {
  await explore([]);
  const names = ["README.md", "README.zh-CN.md"];
  for (const folder of ["docs", "docs/zh-CN"])
    names.push(...(await readdir(path.join(root, folder))).map((one) => `${folder}/${one}`));
  for (const name of names) {
    if (!name.endsWith(".md")) continue;
    // `--no` is an option of npx.
    pages.set(name, (await readFile(path.join(root, name), "utf8")).replaceAll("npx --no -- ", "npx "));
  }
});

it("reads the pages of both languages", () => {
  expect([...pages.keys()]).toEqual(
    expect.arrayContaining(["README.md", "README.zh-CN.md", "docs/images.md", "docs/zh-CN/images.md"]),
  );
});

const known = (name: string, among: ReadonlySet<string>): boolean =>
  among.has(name) || (name.startsWith("no-") && among.has(name.slice(3)));

/** Options of other programs that the docs show, on lines that name these. */
const foreign = /`--rows`|\b(?:npm|git|docker|kubectl|apt-get|chmod|redis-cli|valkey-cli|node|npm_config\w*)\b/;

it("help tells of the commands and options", () => {
  expect([...options.keys()]).toEqual(expect.arrayContaining(["", "lint", "schema infer", "ledger verify", "init"]));
  expect(options.get("lint")).toEqual(
    new Set([...(options.get("lint") ?? []), "fix", "format", "f", "cache-strategy"]),
  );
});

it("README and docs name no option that does not exist", () => {
  const all = new Set([...options.values()].flatMap((names) => [...names]));
  const unknown = [...pages].flatMap(([page, text]) =>
    text
      .split("\n")
      .flatMap((line, index) =>
        [...line.matchAll(/(?<![\w-])--([a-z][a-z-]*[a-z])(?![\w])/g)]
          .filter(([, name = ""]) => !known(name, all) && !foreign.test(line))
          .map(([option]) => `${page}:${index + 1} ${option}`),
      ),
  );
  expect(unknown).toEqual([]);
});

it("what is typed behind a command is an option of that command", () => {
  const wrong = [...pages].flatMap(([page, text]) =>
    text.split("\n").flatMap((line, index) => {
      const [, typed = ""] = /^(?:\$ |exec )?(?:npx )?stet (.*?)(?: [#|>] ?.*)?$/.exec(line.trim()) ?? [];
      const words = typed.split(/\s+/);
      const command = [words.slice(0, 2).join(" "), words[0] ?? ""].find((one) => options.has(one)) ?? "lint";
      return words
        .filter((word) => /^--?[a-z]/.test(word))
        .map((word) => word.replace(/^--?/, "").replace(/=.*/, ""))
        .filter((name) => !known(name, options.get(command) ?? new Set()))
        .map((name) => `${page}:${index + 1} ${command}: ${name}`);
    }),
  );
  expect(wrong).toEqual([]);
});

it("README and docs name every option", () => {
  const text = english();
  const missing = [...options].flatMap(([command, names]) =>
    [...names]
      .filter((name) => name.length > 1 && !new RegExp(`--(?:no-)?${name}(?![\\w-])`).test(text))
      .map((name) => `${command || "stet"}: --${name}`),
  );
  expect(missing).toEqual([]);
});

it("README and docs name every command", () => {
  const text = english();
  const missing = [...options.keys()].filter(
    (command) => command !== "lint" && command !== "" && !text.includes(`stet ${command}`),
  );
  expect(missing).toEqual([]);
});

it("every npm script that README and docs name exists", () => {
  const wrong = [...pages].flatMap(([page, text]) =>
    [...text.matchAll(/\bnpm run ([\w:-]+)/g)]
      .filter(([, name = ""]) => !(name in scripts))
      .map(([one]) => `${page} ${one}`),
  );
  expect(wrong).toEqual([]);
});
