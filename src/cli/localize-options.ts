/** The description and the options of `stet localize`; its implementation is loaded on demand. */
import type { Argv } from "yargs";
import { t } from "../platform/i18n.js";
import { code, pathsArgument } from "./commands.js";
import type { Done } from "./exit-codes.js";

/** Adds the command to the command line. */
export function addLocalize(cli: Argv, done: Done): Argv {
  return cli.command(
    "localize [paths..]",
    t("cli.localize.describe", "Copy images of other sites to this one and rewrite the articles"),
    (command) =>
      command.positional("paths", pathsArgument()).options({
        "dry-run": {
          type: "boolean",
          default: false,
          describe: t("cli.localize.dryRun", "Print the images with their sizes and write nothing"),
        },
        undo: {
          type: "boolean",
          default: false,
          describe: t("cli.localize.undo", "Restore the references from the record; the images stay"),
        },
        all: {
          type: "boolean",
          default: false,
          describe: t("cli.localize.all", "All images of other sites, not only those at risk"),
        },
        host: {
          type: "string",
          array: true,
          // Without this, an array takes the paths behind it too.
          nargs: 1,
          default: [] as string[],
          describe: t("cli.localize.host", "All images of this host and its subdomains"),
        },
        rule: {
          type: "string",
          array: true,
          // Without this, an array takes the paths behind it too.
          nargs: 1,
          default: [] as string[],
          describe: t("cli.localize.rule", "The images that this rule reports, for example image/proxied"),
        },
        to: {
          type: "string",
          describe: t("cli.localize.to", "Folder for the images, below the folder of static files"),
        },
        record: {
          type: "string",
          describe: t("cli.localize.record", "File for the origin of each image (default: stet.localized.ndjson)"),
        },
        archive: {
          type: "boolean",
          default: false,
          describe: t("cli.localize.archive", "Take the copy of a missing image from a web archive"),
        },
        "max-file-size": {
          type: "number",
          default: 20,
          describe: t("cli.localize.maxFileSize", "Skip images with more megabytes"),
        },
        "max-total": {
          type: "number",
          default: 1000,
          describe: t("cli.localize.maxTotal", "Stop after this number of megabytes in all"),
        },
        "allow-private": {
          type: "boolean",
          default: false,
          describe: t("cli.options.allowPrivate", "Also send requests to loopback, private and link-local addresses"),
        },
        ...code(),
      }),
    async (args) => done(await (await import("./localize.js")).localizeCommand(args)),
  );
}
