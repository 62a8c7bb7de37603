/** The description and the options of `stet compress`; its implementation is loaded on demand. */
import type { Argv } from "yargs";
import { t } from "../platform/i18n.js";
import { code, pathsArgument } from "./commands.js";
import type { Done } from "./exit-codes.js";

/** Adds the command to the command line. */
export function addCompress(cli: Argv, done: Done): Argv {
  return cli.command(
    "compress [paths..]",
    t("cli.compress.describe", "Replace heavy images of the site by smaller files that look the same (needs sharp)"),
    (command) =>
      command.positional("paths", pathsArgument()).options({
        "dry-run": {
          type: "boolean",
          default: false,
          describe: t("cli.compress.dryRun", "Print the images with their new sizes and write nothing"),
        },
        undo: {
          type: "boolean",
          default: false,
          describe: t("cli.compress.undo", "Restore the originals and the references from the record"),
        },
        all: {
          type: "boolean",
          default: false,
          describe: t("cli.compress.all", "All images, not only those that image/weight reports"),
        },
        format: {
          type: "string",
          choices: ["webp", "avif"] as const,
          default: "webp" as const,
          describe: t("cli.compress.format", "Format of the new files"),
        },
        "min-ssim": {
          type: "number",
          default: 0.96,
          describe: t("cli.compress.minSsim", "Lowest similarity (SSIM) of any part of the image, from 0 to 1"),
        },
        "keep-originals": {
          type: "boolean",
          default: false,
          describe: t("cli.compress.keepOriginals", "Leave the originals where they are"),
        },
        record: {
          type: "string",
          describe: t("cli.compress.record", "File for what was replaced (default: stet.compressed.ndjson)"),
        },
        ...code(),
      }),
    async (args) => done(await (await import("./compress.js")).compressCommand(args)),
  );
}
