/** `stet completion`: the scripts in the shells that they are for. */
import { spawnSync } from "node:child_process";
import { symlink } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { packageRoot } from "../../src/platform/package-root.js";
import { formatNames } from "../../src/report/index.js";
import { makeSite, type Site } from "../support/site.js";

let site: Site;
beforeAll(async () => {
  site = await makeSite({ "posts/a.md": "" });
  await symlink(path.join(packageRoot(), "bin/stet.js"), path.join(site.folder, "stet"));
});
afterAll(() => site.remove());

const env = () => ({ ...process.env, PATH: `${site.folder}:${process.env.PATH}`, HOME: site.folder, SHELL: "/bin/sh" });
const run = (shell: string, args: readonly string[]) =>
  spawnSync(shell, args, { cwd: site.folder, env: env(), encoding: "utf8", timeout: 100_000 });
const isThere = (shell: string) => {
  const found = spawnSync(shell, ["--version"]).status === 0;
  if (!found) console.warn(`SKIPPED: there is no ${shell} here, so its completion was not tried`);
  return found;
};

/** The names that a shell offers for what was typed so far, the last word being completed. */
type Offers = (...words: string[]) => string[];

const inBash: Offers = (...words) => {
  const list = words.map((word) => `'${word}'`).join(" ");
  const { stdout } = run("bash", [
    "--norc",
    "-c",
    `source <(stet completion bash); COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}; _stet_completion; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ]);
  return stdout.split("\n").filter(Boolean);
};
const inFish: Offers = (...words) => {
  const { stdout } = run("fish", [
    "--no-config",
    "-c",
    `stet completion fish | source; complete -C "${words.join(" ")}"`,
  ]);
  return stdout.split("\n").flatMap((line) => line.split("\t")[0] || []);
};
/** zsh completes in its line editor only: in a terminal of its own, with what it would list shown in a line. */
const inZsh: Offers = (...words) => {
  const { stdout } = run("zsh", [
    "-f",
    "-c",
    `autoload -Uz compinit; zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell 'PS1="" PS2=""; unsetopt zle_bracketed_paste 2>/dev/null; autoload -Uz compinit; compinit -u -D; source <(stet completion zsh)'
zpty -w shell 'show() { print -r -- "OFFERED:\${(j: :)@%%:*}:END" }; _describe() { show "\${(@P)2}" } ; _files() { : }'
zpty -w shell 'bindkey "^I" complete-word; print REA""DY'
zpty -r shell seen '*READY*'
zpty -w -n shell $'${words.join(" ")}\\t'
zpty -r shell seen '*OFFERED:*:END*'
print -r -- "$seen"
zpty -d shell`,
  ]);
  return (/OFFERED:([^\n]*):END/.exec(stdout)?.[1] ?? "")
    .split(" ")
    .filter((word) => word.startsWith(words.at(-1) ?? ""));
};

describe.each([
  ["bash", inBash],
  ["zsh", inZsh],
  ["fish", inFish],
] as const)("completion in %s", (shell, offers) => {
  const isHere = isThere(shell);
  it.skipIf(!isHere)("knows commands", () => {
    expect(offers("stet", "led")).toEqual(["ledger"]);
  });
  it.skipIf(!isHere)("knows the options of lint, with and without its name", () => {
    expect(offers("stet", "--group")).toEqual(["--group-by"]);
    expect(offers("stet", "lint", "--group")).toEqual(["--group-by"]);
  });
  it.skipIf(!isHere)("knows the values of options, formats too", () => {
    expect(offers("stet", "--group-by", "u")).toEqual(["url"]);
    expect(offers("stet", "-f", "sa")).toEqual(["sarif"]);
  });
  it.skipIf(!isHere)("knows what other commands take, and offers them nothing of lint", () => {
    expect(offers("stet", "ledger", "ver")).toEqual(["verify"]);
    expect(offers("stet", "rules", "--fam")).toEqual(["--family"]);
    expect(offers("stet", "rules", "--f").sort()).toEqual(["--family", "--fixable"]);
  });
});

describe("stet completion", () => {
  it("takes the shell by name, else that of the environment", async () => {
    const script = async (...args: string[]) => (await site.stet(["completion", ...args])).stdout;
    expect(await script("fish")).toContain("complete -c stet");
    const of = (SHELL: string) =>
      spawnSync(path.join(site.folder, "stet"), ["completion"], { env: { ...env(), SHELL }, encoding: "utf8" }).stdout;
    expect(of("/usr/bin/zsh")).toContain("#compdef stet");
    expect(of("/bin/bash")).toBe(await script("bash"));
    const other = await site.stet(["completion", "tcsh"]);
    expect(other.code).toBe(2);
    expect(other.stderr).toContain("bash, zsh, fish");
  });
  it("has every format", () => {
    const { stdout } = spawnSync(path.join(site.folder, "stet"), ["--get-yargs-completions", "stet", "-f", ""], {
      env: env(),
      encoding: "utf8",
    });
    expect(stdout.trim().split("\n")).toEqual([...formatNames]);
  });
  it("offers the options of lint after no other command", async () => {
    const { stdout } = await site.stet(["--help"]);
    const commands = [...stdout.matchAll(/^ {2}stet ([a-z]+)(?= )/gm)].flatMap(([, name]) => name ?? []);
    expect(commands).toContain("ledger");
    for (const name of commands.filter((one) => one !== "lint")) {
      const offered = spawnSync(path.join(site.folder, "stet"), ["--get-yargs-completions", "stet", name, "--unsafe"], {
        env: env(),
        encoding: "utf8",
      }).stdout;
      expect(offered, name).not.toContain("--unsafe-fixes");
    }
  });
});
