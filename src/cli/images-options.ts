/** The description and the options of `stet images`; its implementation is loaded on demand. */
import type { Argv } from "yargs";
import { t } from "../platform/i18n.js";
import { code, pathsArgument } from "./commands.js";
import type { Done } from "./exit-codes.js";

/** Adds the command to the command line. */
export function addImages(cli: Argv, done: Done): Argv {
  return cli.command(
    "images [paths..]",
    t("cli.images.describe", "List the heaviest images of articles, and what a better file would save"),
    (command) =>
      command.positional("paths", pathsArgument()).options({
        json: {
          type: "boolean",
          default: false,
          describe: t("cli.images.json", "Print all images as JSON"),
        },
        limit: {
          type: "number",
          default: 20,
          describe: t("cli.images.limit", "Maximum number of images in the list; 0: all"),
        },
        offline: {
          type: "boolean",
          default: false,
          describe: t("cli.options.offline", "Do not send any requests"),
        },
        "allow-private": {
          type: "boolean",
          default: false,
          describe: t("cli.options.allowPrivate", "Also send requests to loopback, private and link-local addresses"),
        },
        ...code(),
      }),
    async (args) => done(await (await import("./images.js")).imagesCommand(args)),
  );
}
