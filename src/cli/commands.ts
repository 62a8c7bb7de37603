/**
 * The commands beside lint: their words and options. What they do is loaded when one of them is called, so that
 * `--version`, `--help` and a hook's run pay for nothing that they do not use.
 */
import type { Argv } from "yargs";
import { t } from "../platform/i18n.js";
import type { Done } from "./exit-codes.js";
import { localizedOptions, mergeOptions } from "./lint-options.js";
import type { MergeArguments } from "./merge.js";

const code = () =>
  ({
    "config-code": {
      type: "boolean",
      default: true,
      describe: t(
        "cli.commands.runConfigurationsPlugins",
        "Run configurations and plugins that are programs (--no-config-code: do not)",
      ),
    },
  }) as const;

/** Adds the command to the command line. */
export function addProbe(cli: Argv, done: Done): Argv {
  return cli.command(
    "probe <urls..>",
    t("cli.commands.tellWholeStory", "tell the whole story of a picture's URL"),
    (command) =>
      command
        .positional("urls", {
          type: "string",
          array: true,
          demandOption: true,
          describe: t("cli.commands.httpSData", "http(s), data: or file:"),
        })
        .option("allow-private", {
          type: "boolean",
          default: false,
          describe: t("cli.commands.alsoAskLoopback", "Also ask loopback, private and link-local addresses"),
        })
        .option("insecure", {
          type: "boolean",
          default: false,
          describe: t("cli.commands.believeCertificatesServers", "Believe the certificates of servers unseen"),
        })
        .option("referer", {
          type: "string",
          describe: t("cli.commands.askPageUrl", "Ask as a page with this URL would"),
        })
        .option("fingerprint", {
          type: "boolean",
          default: false,
          describe: t(
            "cli.commands.printEntryImages",
            "Print an entry for images.placeholders, by which this picture is recognised",
          ),
        })
        .options(code()),
    async (args) => done(await (await import("./probe.js")).probeCommand(args)),
  );
}

/** Adds the command to the command line. */
export function addMerge(cli: Argv, done: Done): Argv {
  return cli.command(
    "merge <reports..>",
    t("cli.commands.reportWholeParts", "report on the whole what parts of a run (--shard, --format blob) have found"),
    (command) =>
      command
        .positional("reports", {
          type: "string",
          array: true,
          demandOption: true,
          describe: t("cli.commands.partsWrote", "What the parts wrote"),
        })
        .options(localizedOptions(mergeOptions)),
    async (args) => done(await (await import("./merge.js")).mergeCommand(args as unknown as MergeArguments)),
  );
}

/** Adds the command to the command line. */
export function addCache(cli: Argv, done: Done): Argv {
  return cli.command(
    "cache",
    t("cli.commands.tellKeptBetween", "tell of what is kept between runs, or remove it"),
    (command) =>
      command
        .command("info", t("cli.commands.whereHowMuch", "where it is, and how much of what"), {}, async () =>
          done(await (await import("./cache.js")).cacheInfo()),
        )
        .command(
          "clean",
          t("cli.commands.removeNextRun", "remove all of it; the next run is a slower one"),
          {},
          async () => done(await (await import("./cache.js")).cacheClean()),
        )
        .demandCommand(1, t("cli.commands.stetCacheWants", "stet cache wants to know what to do: info or clean")),
  );
}

/** Adds the command to the command line. */
export function addSchema(cli: Argv, done: Done): Argv {
  return cli.command(
    "schema",
    t("cli.commands.inferSchemaArticles", "infer a schema from articles, or see which schema judges which"),
    (command) => schemaCommands(command, done),
  );
}

function schemaCommands<T>(command: Argv<T>, done: Done) {
  const paths = {
    type: "string",
    array: true,
    default: [] as string[],
    describe: t("cli.commands.filesFoldersGlobs", "Files, folders, globs"),
  } as const;
  const config = {
    type: "string",
    describe: t("cli.commands.useConfigurationFile", "Use this configuration file; false: none at all"),
  } as const;
  return command
    .command(
      "infer [paths..]",
      t(
        "cli.commands.writeDraftJson",
        "write a draft of a JSON Schema that nearly all of these articles fit, and list those that do not",
      ),
      (sub) =>
        sub
          .positional("paths", paths)
          .option("config", config)
          .options(code())
          .option("output", {
            alias: "o",
            type: "string",
            describe: t("cli.commands.fileWriteDefault", "The file to write (default: standard output)"),
          })
          .option("required-share", {
            type: "number",
            describe: t(
              "cli.commands.shareArticlesKey",
              "Share of the articles from which on a key is required, and a type the one that is meant (0.98)",
            ),
          })
          .option("enum-max", {
            type: "number",
            describe: t("cli.commands.valuesListAllowed", "Values that a list of allowed texts has at most (12)"),
          })
          .option("closed", {
            type: "boolean",
            default: false,
            describe: t("cli.commands.refuseKeysWere", "Refuse keys that were not seen"),
          }),
      async (args) => done(await (await import("./schema.js")).inferCommand(args)),
    )
    .command(
      "coverage [paths..]",
      t(
        "cli.commands.showSchemaJudges",
        "show which schema judges how many of these articles, and which settings match nothing",
      ),
      (sub) =>
        sub
          .positional("paths", paths)
          .option("config", config)
          .options(code())
          .option("strict-config", {
            type: "boolean",
            default: false,
            describe: t("cli.commands.exitSettingEffect", "Exit with 1 if a setting has no effect"),
          })
          .option("verbose", {
            type: "boolean",
            default: false,
            describe: t("cli.commands.nameArticlesSchema", "Name the articles of each schema"),
          }),
      async (args) => done(await (await import("./schema.js")).coverageCommand(args)),
    )
    .demandCommand(1, t("cli.commands.stetSchemaWants", "stet schema wants to know what to do: infer or coverage"));
}

/** Adds the command to the command line. */
export function addLedger(cli: Argv, done: Done): Argv {
  return cli.command(
    "ledger",
    t("cli.commands.keepListPictures", "keep the list of pictures that need not be asked for again"),
    (command) => ledgerCommands(command, done),
  );
}

function ledgerCommands<T>(command: Argv<T>, done: Done) {
  const options = {
    ledger: {
      type: "string",
      describe: t(
        "cli.commands.fileDefaultImages",
        "The file (default: images.ledger of the configuration, else stet.images.ndjson)",
      ),
    },
    "allow-private": {
      type: "boolean",
      default: false,
      describe: t("cli.commands.alsoAskLoopback", "Also ask loopback, private and link-local addresses"),
    },
    ...code(),
  } as const;
  const paths = {
    type: "string",
    array: true,
    default: [] as string[],
    describe: t("cli.commands.filesFoldersGlobs", "Files, folders, globs"),
  } as const;
  return command
    .command(
      "update [paths..]",
      t("cli.commands.addPicturesArticles", "add the pictures of these articles that are there"),
      (sub) =>
        sub
          .positional("paths", paths)
          .options(options)
          .option("refresh", {
            type: "boolean",
            default: false,
            describe: t("cli.commands.askTooNote", "Ask for those in it too, and note changes"),
          }),
      async (args) => done(await (await import("./ledger.js")).updateLedger(args)),
    )
    .command(
      "prune [paths..]",
      t("cli.commands.removePicturesNone", "remove the pictures that none of these articles names"),
      (sub) => sub.positional("paths", paths).options(options),
      async (args) => done(await (await import("./ledger.js")).pruneLedger(args)),
    )
    .command(
      "verify",
      t("cli.commands.askEveryPicture", "ask for every picture in it; exit code 1 if one is gone or another by now"),
      (sub) => sub.options(options),
      async (args) => done(await (await import("./ledger.js")).verifyLedger(args)),
    )
    .demandCommand(
      1,
      t("cli.commands.stetLedgerWants", "stet ledger wants to know what to do: update, prune or verify"),
    );
}

/** Adds the command to the command line. */
export function addExplain(cli: Argv): Argv {
  return cli.command(
    "explain <name>",
    t("cli.commands.printPageRule", "print the page of a rule, or of a parse error of the HTML standard"),
    (command) =>
      command
        .positional("name", {
          type: "string",
          demandOption: true,
          describe: t("cli.commands.eGImage", "e.g. image/data-size, or missing-semicolon-after-character-reference"),
        })
        .option("config", {
          type: "string",
          describe: t("cli.commands.useConfigurationMay", "Use this configuration: it may name plugins"),
        })
        .options(code()),
    async (args) => (await import("./explain.js")).explainCommand(args),
  );
}

/** Adds the command to the command line. */
export function addRules(cli: Argv): Argv {
  return cli.command(
    "rules",
    t("cli.commands.listRulesPlugins", "list the rules, those of plugins too"),
    (command) =>
      command.options({
        family: { type: "string", describe: t("cli.commands.onlyFamilyE", "Only those of this family, e.g. image") },
        fixable: {
          type: "string",
          describe: t(
            "cli.commands.onlyCanRepair",
            "Only those that can repair what they find; =safe, =unsafe: in that way",
          ),
        },
        preset: {
          type: "string",
          describe: t("cli.commands.onlyPresetTheir", "Only those that this preset has on, with their severity there"),
        },
        json: {
          type: "boolean",
          default: false,
          describe: t("cli.commands.jsonOptionsPresets", "As JSON, with options and all presets"),
        },
        config: {
          type: "string",
          describe: t("cli.commands.useConfigurationMay", "Use this configuration: it may name plugins"),
        },
        ...code(),
      }),
    async (args) => (await import("./rules.js")).rulesCommand(args),
  );
}

/** Adds the command to the command line. */
export function addInit(cli: Argv): Argv {
  return cli.command(
    "init",
    t("cli.commands.writeFirstConfiguration", "write a first configuration for the site in this folder"),
    (command) =>
      command.option("yes", {
        alias: "y",
        type: "boolean",
        default: false,
        describe: t("cli.commands.askNothingTake", "Ask nothing, take what is proposed"),
      }),
    async (args) => (await import("./init.js")).initCommand(args),
  );
}

/** Adds the command to the command line. */
export function addLsp(cli: Argv): Argv {
  return cli.command(
    "lsp",
    t(
      "cli.commands.serveEditorLanguage",
      "serve an editor by the Language Server Protocol, over standard input and output",
    ),
    (command) =>
      command
        .option("offline", {
          type: "boolean",
          default: false,
          describe: t("cli.commands.askServerAnything", "Ask no server anything"),
        })
        .options(code())
        .option("stdio", {
          type: "boolean",
          default: true,
          describe: t("cli.commands.onlyWayTalks", "The only way it talks; editors may say so"),
        }),
    async ({ offline, configCode, locale }) => {
      await (await import("../lsp/server.js")).serve({ offline, configCode, hasLocale: locale !== undefined });
    },
  );
}
