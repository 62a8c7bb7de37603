/**
 * The commands other than lint: descriptions and options. Their implementations are loaded on demand, so that
 * `--version`, `--help` and hooks only load what they use.
 */
import type { Argv } from "yargs";
import { t } from "../platform/i18n.js";
import type { Done } from "./exit-codes.js";
import { localizedOptions, mergeOptions } from "./lint-options.js";
import type { MergeArguments } from "./merge.js";

/** The options of every command that may run code of the site. */
export const code = () =>
  ({
    "config-code": {
      type: "boolean",
      default: true,
      describe: t("cli.options.configCode", "Run configurations and plugins that are code (--no-config-code: do not)"),
    },
    untrusted: {
      type: "boolean",
      default: false,
      describe: t("cli.options.untrusted", "Trust nothing in the working directory (see SECURITY.md)"),
    },
  }) as const;

/** Adds the command to the command line. */
export function addProbe(cli: Argv, done: Done): Argv {
  return cli.command(
    "probe <urls..>",
    t("cli.probe.describe", "Show every request and the verdict for an image URL"),
    (command) =>
      command
        .positional("urls", {
          type: "string",
          array: true,
          demandOption: true,
          describe: t("cli.probe.urls", "URLs with the scheme http, https, data or file"),
        })
        .option("allow-private", {
          type: "boolean",
          default: false,
          describe: t("cli.options.allowPrivate", "Also send requests to loopback, private and link-local addresses"),
        })
        .option("insecure", {
          type: "boolean",
          default: false,
          describe: t("cli.options.insecure", "Do not verify TLS certificates"),
        })
        .option("referer", {
          type: "string",
          describe: t("cli.probe.referer", "Send this page URL as the Referer, as a browser does"),
        })
        .option("fingerprint", {
          type: "boolean",
          default: false,
          describe: t("cli.probe.fingerprint", "Print an entry for images.placeholders that identifies this image"),
        })
        .options(code()),
    async (args) => done(await (await import("./probe.js")).probeCommand(args)),
  );
}

/** Adds the command to the command line. */
export function addMerge(cli: Argv, done: Done): Argv {
  return cli.command(
    "merge <reports..>",
    t("cli.merge.describe", "Merge the blob reports of all shards into one report"),
    (command) =>
      command
        .positional("reports", {
          type: "string",
          array: true,
          demandOption: true,
          describe: t("cli.merge.reports", "Files written by --shard with --format blob"),
        })
        .options(localizedOptions(mergeOptions)),
    async (args) => done(await (await import("./merge.js")).mergeCommand(args as unknown as MergeArguments)),
  );
}

/** Adds the command to the command line. */
export function addCache(cli: Argv, done: Done): Argv {
  return cli.command("cache", t("cli.cache.describe", "Show or clear the cache"), (command) =>
    command
      .command("info", t("cli.cache.info", "Show the location and size of the cache"), {}, async () =>
        done(await (await import("./cache.js")).cacheInfo()),
      )
      .command("clean", t("cli.cache.clean", "Delete the cache; the next run is slower"), {}, async () =>
        done(await (await import("./cache.js")).cacheClean()),
      )
      .demandCommand(1, t("cli.cache.missingCommand", "Missing subcommand. Use stet cache info or stet cache clean.")),
  );
}

/** Adds the command to the command line. */
export function addSchema(cli: Argv, done: Done): Argv {
  return cli.command(
    "schema",
    t("cli.schema.describe", "Infer a schema from articles, or show which schema validates which articles"),
    (command) => schemaCommands(command, done),
  );
}

function schemaCommands<T>(command: Argv<T>, done: Done) {
  const paths = {
    type: "string",
    array: true,
    default: [] as string[],
    describe: t("cli.options.paths", "Files, folders or globs"),
  } as const;
  const config = {
    type: "string",
    describe: t("cli.options.config", "Use this configuration file; false: use none"),
  } as const;
  return command
    .command(
      "infer [paths..]",
      t("cli.schema.infer", "Write a JSON Schema that nearly all articles match, and list those that do not"),
      (sub) =>
        sub
          .positional("paths", paths)
          .option("config", config)
          .options(code())
          .option("output", {
            alias: "o",
            type: "string",
            describe: t("cli.schema.output", "File to write (default: standard output)"),
          })
          .option("required-share", {
            type: "number",
            describe: t(
              "cli.schema.requiredShare",
              "Share of articles that must have a key (or a type) for the schema to require it (default: 0.98)",
            ),
          })
          .option("enum-max", {
            type: "number",
            describe: t("cli.schema.enumMax", "Maximum number of values in an enum (default: 12; 0: no enums)"),
          })
          .option("closed", {
            type: "boolean",
            default: false,
            describe: t("cli.schema.closed", "Disallow keys that no article has"),
          }),
      async (args) => done(await (await import("./schema.js")).inferCommand(args)),
    )
    .command(
      "coverage [paths..]",
      t("cli.schema.coverage", "Show how many articles each schema validates, and which settings match nothing"),
      (sub) =>
        sub
          .positional("paths", paths)
          .option("config", config)
          .options(code())
          .option("strict-config", {
            type: "boolean",
            default: false,
            describe: t("cli.schema.strictConfig", "Exit with code 1 if a setting has no effect"),
          })
          .option("verbose", {
            type: "boolean",
            default: false,
            describe: t("cli.schema.verbose", "List the articles of each schema"),
          }),
      async (args) => done(await (await import("./schema.js")).coverageCommand(args)),
    )
    .demandCommand(
      1,
      t("cli.schema.missingCommand", "Missing subcommand. Use stet schema infer or stet schema coverage."),
    );
}

/** Adds the command to the command line. */
export function addLedger(cli: Argv, done: Done): Argv {
  return cli.command(
    "ledger",
    t("cli.ledger.describe", "Maintain the ledger, a list of images that need no further requests"),
    (command) => ledgerCommands(command, done),
  );
}

function ledgerCommands<T>(command: Argv<T>, done: Done) {
  const options = {
    ledger: {
      type: "string",
      describe: t(
        "cli.ledger.file",
        "Ledger file (default: images.ledger in the configuration, otherwise stet.images.ndjson)",
      ),
    },
    "allow-private": {
      type: "boolean",
      default: false,
      describe: t("cli.options.allowPrivate", "Also send requests to loopback, private and link-local addresses"),
    },
    ...code(),
  } as const;
  const paths = {
    type: "string",
    array: true,
    default: [] as string[],
    describe: t("cli.options.paths", "Files, folders or globs"),
  } as const;
  return command
    .command(
      "update [paths..]",
      t("cli.ledger.update", "Add the images of these articles that are ok"),
      (sub) =>
        sub
          .positional("paths", paths)
          .options(options)
          .option("refresh", {
            type: "boolean",
            default: false,
            describe: t(
              "cli.ledger.refresh",
              "Also request the images that are already in the ledger, and record changes",
            ),
          }),
      async (args) => done(await (await import("./ledger.js")).updateLedger(args)),
    )
    .command(
      "prune [paths..]",
      t("cli.ledger.prune", "Remove images that none of these articles uses"),
      (sub) => sub.positional("paths", paths).options(options),
      async (args) => done(await (await import("./ledger.js")).pruneLedger(args)),
    )
    .command(
      "verify",
      t("cli.ledger.verify", "Request every image in the ledger; exit with code 1 if one is broken or has changed"),
      (sub) => sub.options(options),
      async (args) => done(await (await import("./ledger.js")).verifyLedger(args)),
    )
    .demandCommand(
      1,
      t(
        "cli.ledger.missingCommand",
        "Missing subcommand. Use stet ledger update, stet ledger prune or stet ledger verify.",
      ),
    );
}

/** Adds the command to the command line. */
export function addExplain(cli: Argv): Argv {
  return cli.command(
    "explain <name>",
    t("cli.explain.describe", "Print the page of a rule or of an HTML parse error"),
    (command) =>
      command
        .positional("name", {
          type: "string",
          demandOption: true,
          describe: t("cli.explain.name", "For example image/data-size or missing-semicolon-after-character-reference"),
        })
        .option("config", {
          type: "string",
          describe: t("cli.options.configWithPlugins", "Use this configuration file, with its plugins"),
        })
        .options(code()),
    async (args) => (await import("./explain.js")).explainCommand(args),
  );
}

/** Adds the command to the command line. */
export function addRules(cli: Argv): Argv {
  return cli.command(
    "rules",
    t("cli.rules.describe", "List the rules, including those of plugins"),
    (command) =>
      command.options({
        family: {
          type: "string",
          describe: t("cli.rules.onlyFamily", "List only the rules of this group, for example image"),
        },
        fixable: {
          type: "string",
          describe: t(
            "cli.rules.onlyFixable",
            "List only the rules with fixes; =safe or =unsafe: only with fixes of that kind",
          ),
        },
        preset: {
          type: "string",
          describe: t(
            "cli.rules.onlyPreset",
            "List only the rules that this preset enables, with their severity in it",
          ),
        },
        json: {
          type: "boolean",
          default: false,
          describe: t("cli.rules.json", "Print JSON, with options and all presets"),
        },
        config: {
          type: "string",
          describe: t("cli.options.configWithPlugins", "Use this configuration file, with its plugins"),
        },
        ...code(),
      }),
    async (args) => (await import("./rules.js")).rulesCommand(args),
  );
}

/** The positional argument of commands that take articles. Made anew, because it is in the language of the run. */
export const pathsArgument = () =>
  ({
    type: "string",
    array: true,
    default: [] as string[],
    describe: t("cli.options.paths", "Files, folders or globs"),
  }) as const;

/** Adds the command to the command line. */
export function addRoutes(cli: Argv, done: Done): Argv {
  return cli.command(
    "routes [paths..]",
    t("cli.routes.describe", "List the address of each article on the site"),
    (command) =>
      command
        .positional("paths", pathsArgument())
        .option("json", {
          type: "boolean",
          default: false,
          describe: t("cli.routes.json", "Print JSON, with output paths and aliases"),
        })
        .option("config", {
          type: "string",
          describe: t("cli.options.config", "Use this configuration file; false: use none"),
        })
        .options(code()),
    async (args) => done(await (await import("./routes.js")).routesCommand(args)),
  );
}

/** Adds the command to the command line. */
export function addInit(cli: Argv): Argv {
  return cli.command(
    "init",
    t("cli.init.describe", "Create a configuration for the site in this folder"),
    (command) =>
      command
        .option("yes", {
          alias: "y",
          type: "boolean",
          default: false,
          describe: t("cli.init.yes", "Accept all suggestions without questions"),
        })
        .option("hook", {
          type: "boolean",
          default: false,
          describe: t("cli.init.hook", "Also write a Git hook that checks and fixes the staged articles"),
        }),
    async (args) => (await import("./init.js")).initCommand(args),
  );
}

/** Adds the command to the command line. */
export function addLsp(cli: Argv): Argv {
  return cli.command(
    "lsp",
    t("cli.lsp.describe", "Start the language server for editors (LSP on standard input and output)"),
    (command) =>
      command
        .option("offline", {
          type: "boolean",
          default: false,
          describe: t("cli.options.offline", "Do not send any requests"),
        })
        .options(code())
        .option("stdio", {
          type: "boolean",
          default: true,
          describe: t("cli.lsp.stdio", "Use standard input and output (always on; accepted because editors pass it)"),
        }),
    async ({ offline, configCode, untrusted, locale }) => {
      await (await import("../lsp/server.js")).serve({
        offline,
        configCode,
        untrusted,
        hasLocale: locale !== undefined,
      });
    },
  );
}
