/** The description and the options of `stet migrate`; its implementation is loaded on demand. */
import type { Argv } from "yargs";
import { t } from "../platform/i18n.js";
import type { Done } from "./exit-codes.js";

/** Adds the command to the command line. */
export function addMigrate(cli: Argv, done: Done): Argv {
  return cli.command(
    "migrate",
    t("cli.migrate.describe", "Create a configuration from those of other linters and editors"),
    (command) =>
      command.option("dry-run", {
        type: "boolean",
        default: false,
        describe: t("cli.migrate.dryRun", "Print the files and write nothing"),
      }),
    async ({ dryRun }) => done(await (await import("./migrate.js")).migrateCommand({ dryRun })),
  );
}
