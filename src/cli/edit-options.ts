/** The description and the options of `stet edit`; its implementation is loaded on demand. */
import type { Argv } from "yargs";
import { t } from "../platform/i18n.js";
import { code, pathsArgument } from "./commands.js";
import type { Done } from "./exit-codes.js";

/** An option that may be given several times. Without `nargs`, it would take the paths after it too. */
const list = (describe: string) =>
  ({ type: "string", array: true, nargs: 1, default: [] as string[], describe }) as const;

/** Adds the command to the command line. */
export function addEdit(cli: Argv, done: Done): Argv {
  return cli.command(
    "edit [paths..]",
    t("cli.edit.describe", "Change the front matter of many articles"),
    (command) =>
      command.positional("paths", pathsArgument()).options({
        where: {
          type: "string",
          describe: t("cli.edit.where", 'Only articles for which this holds: tags contains "k8s" and date < 2024'),
        },
        set: list(t("cli.edit.set", "Set a key, for example draft=true or tags=[a,b]")),
        rename: list(t("cli.edit.rename", "Rename a key: old=new")),
        delete: list(t("cli.edit.delete", "Delete a key")),
        "merge-tags": list(t("cli.edit.mergeTags", "Replace tags by one tag: k8s,kube=kubernetes")),
        write: {
          type: "boolean",
          default: false,
          describe: t("cli.edit.write", "Write the changes; without it, print them as a diff"),
        },
        config: {
          type: "string",
          describe: t("cli.options.config", "Use this configuration file; false: use none"),
        },
        ...code(),
      }),
    async (args) => done(await (await import("./edit.js")).editCommand(args)),
  );
}
