/** The description and the options of `stet mcp`; its implementation is loaded on demand. */
import type { Argv } from "yargs";
import { t } from "../platform/i18n.js";
import { code } from "./commands.js";
import type { Done } from "./exit-codes.js";

/** Adds the command to the command line. */
export function addMcp(cli: Argv, done: Done): Argv {
  return cli.command(
    "mcp",
    t("cli.mcp.describe", "Start a server for AI assistants (MCP on standard input and output)"),
    (command) =>
      command
        .option("allow-write", {
          type: "boolean",
          default: false,
          describe: t("cli.mcp.allowWrite", "Let the tool fix write articles in this folder"),
        })
        .option("offline", {
          type: "boolean",
          default: false,
          describe: t("cli.options.offline", "Do not send any requests"),
        })
        .options(code()),
    async ({ allowWrite, offline, configCode, untrusted }) =>
      done(await (await import("./mcp.js")).mcpCommand({ allowWrite, offline, configCode, untrusted })),
  );
}
