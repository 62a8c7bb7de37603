/** The Git hook of `stet init --hook`. */
import path from "node:path";
import { git } from "../git/command.js";
import { createUserFile } from "../platform/durable-write.js";
import { UserError } from "../platform/errors.js";
import { executable } from "../platform/executable.js";
import { t } from "../platform/i18n.js";
import { notWritten } from "../platform/not-written.js";
import { exists } from "../platform/paths.js";
import { realTarget } from "../platform/real-target.js";

/** What a shell runs to start stet in a folder: the executable itself, the stet of the folder, or that of the PATH. */
export async function stetIn(folder: string): Promise<{ readonly shown: string; readonly script: string }> {
  const own = executable();
  if (own !== undefined) return { shown: "stet", script: quoted(own) };
  // If stet is a dependency of the site, it is not in the shell's PATH.
  return (await exists(path.join(folder, "node_modules/.bin/stet")))
    ? { shown: "npx stet", script: "npx --no -- stet" }
    : { shown: "stet", script: "stet" };
}

/**
 * Writes a hook that checks and fixes the staged articles before each commit.
 *
 * @param folder absolute path of the site.
 * @returns the path of the hook, relative to the folder.
 * @throws UserError if there is no repository, or if it has a hook already.
 */
export async function writeHook(folder: string): Promise<string> {
  // One call per value, because a path may contain a line break.
  const placeOf = async (what: string) => {
    const found = await git(["rev-parse", what], { cwd: folder });
    if (found.code === 0) return found.stdout.toString().replace(/\r?\n$/, "");
    throw new UserError(
      t("cli.init.noRepository", "This folder is not in a Git repository."),
      t("cli.init.gitInit", "Run git init first."),
    );
  };
  const prefix = await placeOf("--show-prefix");
  const common = await placeOf("--git-common-dir");
  const { script } = await stetIn(folder);
  // Git runs hooks at the top of the repository, where npx would not find the stet of a folder.
  const change = prefix === "" || !script.startsWith("npx ") ? "" : `cd ${quoted(prefix)} && `;
  const line = `${change}exec ${script} --staged --fix --offline`;
  const add = t("cli.init.addLine", "Add this line to it: {line}", { line });
  // The last one is that of this call, which turns hooks off.
  const settings = (await git(["config", "-z", "--get-all", "core.hooksPath"], { cwd: folder })).stdout.toString();
  const elsewhere = settings.split("\0").slice(0, -2).at(-1);
  if (elsewhere !== undefined)
    throw new UserError(
      t(
        "cli.init.hooksPath",
        "The Git setting core.hooksPath takes hooks from {folder}, so stet does not write a hook.",
        {
          folder: elsewhere === "" ? '""' : elsewhere,
        },
      ),
      t("cli.init.addLineThere", "Add this line to the hook pre-commit there: {line}", { line }),
    );
  const hooks = path.join(path.resolve(folder, common), "hooks");
  const shown = path.relative(folder, path.join(hooks, "pre-commit")).replaceAll(path.sep, "/");
  const within = realFolder(hooks, shown);
  if (!(await createUserFile(path.join(within, "pre-commit"), `#!/bin/sh\n${line}\n`, { shown, within, mode: 0o755 })))
    throw new UserError(t("cli.init.hookExists", "The Git hook {file} already exists.", { file: shown }), add);
  return shown;
}

/** Somebody who can write to the repository could have the hook put into another folder by a link. */
function realFolder(hooks: string, shown: string): string {
  try {
    return realTarget(hooks).file;
  } catch (error) {
    throw notWritten(shown, error);
  }
}

/** For a POSIX shell, which Git also uses on Windows. */
const quoted = (text: string): string => `'${text.replaceAll("\\", "/").replaceAll("'", "'\\''")}'`;
