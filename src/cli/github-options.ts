/** The descriptions and the options of `stet github`; its implementation is loaded on demand. */
import type { Argv } from "yargs";
import { t } from "../platform/i18n.js";
import type { Done } from "./exit-codes.js";

/** Adds the command to the command line. */
export function addGitHub(cli: Argv, done: Done): Argv {
  return cli.command(
    "github",
    t("cli.github.describe", "Post a Markdown report as a comment or an issue on GitHub, and keep it up to date"),
    (command) => {
      const report = {
        type: "string",
        demandOption: true,
        describe: t("cli.github.report", "File written by --format markdown=FILE"),
      } as const;
      const name = {
        type: "string",
        describe: t("cli.github.name", "Name of the report, if there are several in one place"),
      } as const;
      return command
        .command(
          "comment <report>",
          t("cli.github.comment", "Create or update one comment on the pull request"),
          (sub) =>
            sub
              .positional("report", report)
              .option("name", name)
              .option("pull-request", {
                type: "string",
                describe: t("cli.github.pullRequest", "Number of the pull request (default: that of the GitHub event)"),
              }),
          async (args) => done(await (await import("./github.js")).commentCommand(args)),
        )
        .command(
          "issue <report>",
          t("cli.github.issue", "Open or update one issue, and close it if nothing is left"),
          (sub) =>
            sub
              .positional("report", report)
              .option("name", name)
              .option("title", { type: "string", describe: t("cli.github.title", "Title of the issue") })
              .option("label", {
                type: "string",
                array: true,
                default: [] as string[],
                describe: t("cli.github.label", "Label for a new issue; can be repeated"),
              }),
          async (args) => done(await (await import("./github.js")).issueCommand(args)),
        )
        .demandCommand(
          1,
          t("cli.github.missingCommand", "Missing subcommand. Use stet github comment or stet github issue."),
        );
    },
  );
}
