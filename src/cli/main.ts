/** argv in, exit code out. Nothing else knows the terminal. */
import yargs, { type Argv } from "yargs";
import { defaultBaseline } from "../baseline/file.js";
import { presetNames } from "../config/presets.js";
import { UserError } from "../errors.js";
import { formatNames } from "../report/index.js";
import { version } from "../version.js";
import { explainCommand } from "./explain.js";
import { initCommand } from "./init.js";
import { pruneLedger, updateLedger, verifyLedger } from "./ledger.js";
import { type LintArguments, lintCommand, standardInput } from "./lint.js";
import { probeCommand } from "./probe.js";
import { rulesCommand } from "./rules.js";
import { coverageCommand, inferCommand } from "./schema.js";

/** 0: nothing to fail on. 1: violations. 2: usage, configuration or internal error. 128 + n: ended by signal n. */
export type ExitCode = 0 | 1 | 2 | 130 | 143;

export async function main(argv: readonly string[]): Promise<ExitCode> {
  // `stet ... | head` closes our output early, which is no failure of ours.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(process.exitCode ?? 0);
    throw error;
  });
  let exitCode: ExitCode = 0;
  const debug = argv.includes("--debug");
  try {
    await parser(argv, (code) => {
      exitCode = code;
    }).parseAsync();
    return exitCode;
  } catch (error) {
    process.stderr.write(explainFailure(error, debug));
    return 2;
  }
}

const configOption = { type: "string", describe: "Use this configuration: it may name plugins" } as const;

function parser(argv: readonly string[], done: (code: ExitCode) => void) {
  // Names behind `--` are paths whatever they look like; yargs would take `-x.md` for options or commands.
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  const literal = argv.slice(end + 1);
  return yargs(argv.slice(0, end).map((argument) => (argument === "-" ? standardInput : argument)))
    .scriptName("stet")
    .usage("stet checks articles: front matter, HTML, and whether their pictures are there.")
    .command(
      ["$0 [paths..]", "lint [paths..]"],
      "lint files, folders or globs",
      (command) =>
        command
          .positional("paths", {
            type: "string",
            array: true,
            default: [] as string[],
            describe: "Files, folders, globs; - reads standard input",
          })
          .options({
            fix: { type: "boolean", default: false, group: "Fix:", describe: "Repair what is safe to repair" },
            "unsafe-fixes": {
              type: "boolean",
              default: false,
              group: "Fix:",
              describe: "With --fix or --fix-dry-run: also repair what may change meaning",
            },
            "fix-dry-run": {
              type: "boolean",
              default: false,
              group: "Fix:",
              describe: "Print the repairs as a unified diff on stdout; write nothing",
            },
            offline: { type: "boolean", default: false, group: "Images:", describe: "Ask no server anything" },
            "allow-private": {
              type: "boolean",
              default: false,
              group: "Images:",
              describe: "Also ask loopback, private and link-local addresses",
            },
            "max-time": {
              type: "number",
              group: "Images:",
              describe: "Seconds for all pictures together; the rest is unchecked then, and fails nothing",
            },
            "images-root": {
              type: "string",
              group: "Images:",
              describe: "Folder that /root-relative image paths are files of",
            },
            config: { type: "string", group: "Configuration:", describe: "Use this file; false: none at all" },
            preset: {
              type: "string",
              group: "Configuration:",
              describe: `Start from this preset, whatever configurations extend: ${presetNames.join(", ")}`,
            },
            rule: {
              type: "string",
              array: true,
              nargs: 1,
              group: "Configuration:",
              describe: "Set a rule: image/alt=off, =warn or =error (repeatable)",
            },
            schema: {
              type: "string",
              group: "Configuration:",
              describe: "Judge all front matter by this JSON Schema",
            },
            ext: {
              type: "string",
              group: "Configuration:",
              describe: "Endings that folders are searched for, e.g. .md,.html",
            },
            "strict-config": {
              type: "boolean",
              default: false,
              group: "Configuration:",
              describe: "Fail with exit code 2 for settings that have no effect, such as a glob that matches no file",
            },
            "print-config": { type: "string", group: "Configuration:", describe: "Show what applies to this file" },
            baseline: {
              type: "string",
              group: "Baseline:",
              describe: `Accept what stands in this file (default: ${defaultBaseline} if it is there; --no-baseline: none)`,
            },
            "baseline-update": {
              type: "boolean",
              default: false,
              group: "Baseline:",
              describe: "Accept all that is found today; write the file",
            },
            "baseline-prune": {
              type: "boolean",
              default: false,
              group: "Baseline:",
              describe: "Forget what is accepted and found no more; write the file",
            },
            ignore: {
              type: "boolean",
              default: true,
              group: "Input:",
              describe: "Obey .gitignore, .stetignore and ignores (--no-ignore: do not)",
            },
            cache: {
              type: "boolean",
              default: true,
              group: "Input:",
              describe: "Keep what site/ rules note of articles (--no-cache: keep and use nothing)",
            },
            "files-from": {
              type: "string",
              group: "Input:",
              describe: "Read paths from this file or - (newline or NUL separated)",
            },
            "stdin-filename": { type: "string", group: "Input:", describe: "The name that standard input goes by" },
            "allow-empty": { type: "boolean", default: false, group: "Input:", describe: "No file at all is fine" },
            format: {
              alias: "f",
              choices: formatNames,
              default: "stylish" as const,
              group: "Output:",
              describe: "How to report",
            },
            verbose: { type: "boolean", default: false, group: "Output:", describe: "Show the line of each violation" },
            quiet: { type: "boolean", default: false, group: "Output:", describe: "Report errors only" },
            "max-warnings": {
              type: "number",
              group: "Output:",
              describe: "Exit with 1 if there are more warnings than this",
            },
          }),
      async (args) => {
        const given = args as unknown as LintArguments;
        done(await lintCommand({ ...given, paths: [...given.paths, ...literal] }));
      },
    )
    .command(
      "probe <urls..>",
      "tell the whole story of a picture's URL",
      (command) =>
        command
          .positional("urls", { type: "string", array: true, demandOption: true, describe: "http(s), data: or file:" })
          .option("allow-private", {
            type: "boolean",
            default: false,
            describe: "Also ask loopback, private and link-local addresses",
          })
          .option("referer", { type: "string", describe: "Ask as a page with this URL would" })
          .option("fingerprint", {
            type: "boolean",
            default: false,
            describe: "Print an entry for images.placeholders, by which this picture is recognised",
          }),
      async (args) => done(await probeCommand(args)),
    )
    .command("schema", "infer a schema from articles, or see which schema judges which", (command) =>
      schemaCommands(command, done),
    )
    .command("ledger", "keep the list of pictures that need not be asked for again", (command) =>
      ledgerCommands(command, done),
    )
    .command(
      "explain <name>",
      "print the page of a rule, or of a parse error of the HTML standard",
      (command) =>
        command
          .positional("name", {
            type: "string",
            demandOption: true,
            describe: "e.g. image/data-size, or missing-semicolon-after-character-reference",
          })
          .option("config", configOption),
      ({ name, config }) => explainCommand(name, config),
    )
    .command(
      "rules",
      "list the rules, those of plugins too",
      (command) =>
        command.options({
          family: { type: "string", describe: "Only those of this family, e.g. image" },
          fixable: { type: "boolean", default: false, describe: "Only those that can repair what they find" },
          preset: { type: "string", describe: "Only those that this preset has on, with their severity there" },
          json: { type: "boolean", default: false, describe: "As JSON, with options and all presets" },
          config: configOption,
        }),
      (args) => rulesCommand(args),
    )
    .command(
      "init",
      "write a first configuration for the site in this folder",
      (command) =>
        command.option("yes", {
          alias: "y",
          type: "boolean",
          default: false,
          describe: "Ask nothing, take what is proposed",
        }),
      (args) => initCommand(args),
    )
    .completion("completion", "print a completion script for your shell")
    .option("color", { type: "boolean", describe: "Colour the output (default: when it is a terminal)" })
    .option("debug", { type: "boolean", default: false, describe: "Show stack traces of failures" })
    .example("stet content/", "lint a folder")
    .example("stet --fix content/ --offline", "repair what is safe, without the network")
    .example("stet --fix-dry-run content/ | git apply", "see the repairs first")
    .epilogue("Exit codes: 0 fine, 1 violations, 2 wrong use, wrong configuration or a failure.")
    .parserConfiguration({
      "parse-numbers": false,
      "parse-positional-numbers": false,
    })
    .strict()
    .recommendCommands()
    .version(version)
    .help()
    .alias("help", "h")
    .wrap(Math.min(110, process.stdout.columns ?? 110))
    .exitProcess(false)
    .fail((message, error) => {
      if (error) throw error;
      throw new UserError(message, "see stet --help");
    });
}

function schemaCommands<T>(command: Argv<T>, done: (code: ExitCode) => void) {
  const paths = { type: "string", array: true, default: [] as string[], describe: "Files, folders, globs" } as const;
  return command
    .command(
      "infer [paths..]",
      "write a draft of a JSON Schema that nearly all of these articles fit, and list those that do not",
      (sub) =>
        sub
          .positional("paths", paths)
          .option("output", { alias: "o", type: "string", describe: "The file to write (default: standard output)" })
          .option("required-share", {
            type: "number",
            describe: "Share of the articles from which on a key is required, and a type the one that is meant (0.98)",
          })
          .option("enum-max", { type: "number", describe: "Values that a list of allowed texts has at most (12)" })
          .option("closed", { type: "boolean", default: false, describe: "Refuse keys that were not seen" }),
      async (args) => done(await inferCommand(args)),
    )
    .command(
      "coverage [paths..]",
      "show which schema judges how many of these articles, and which settings match nothing",
      (sub) =>
        sub
          .positional("paths", paths)
          .option("strict-config", {
            type: "boolean",
            default: false,
            describe: "Exit with 1 if a setting has no effect",
          })
          .option("verbose", { type: "boolean", default: false, describe: "Name the articles of each schema" }),
      async (args) => done(await coverageCommand(args)),
    )
    .demandCommand(1, "stet schema wants to know what to do: infer or coverage");
}

function ledgerCommands<T>(command: Argv<T>, done: (code: ExitCode) => void) {
  const options = {
    ledger: {
      type: "string",
      describe: "The file (default: images.ledger of the configuration, else stet.images.ndjson)",
    },
    "allow-private": {
      type: "boolean",
      default: false,
      describe: "Also ask loopback, private and link-local addresses",
    },
  } as const;
  const paths = { type: "string", array: true, default: [] as string[], describe: "Files, folders, globs" } as const;
  return command
    .command(
      "update [paths..]",
      "add the pictures of these articles that are there",
      (sub) =>
        sub.positional("paths", paths).options(options).option("refresh", {
          type: "boolean",
          default: false,
          describe: "Ask for those in it too, and note changes",
        }),
      async (args) => done(await updateLedger(args)),
    )
    .command(
      "prune [paths..]",
      "remove the pictures that none of these articles names",
      (sub) => sub.positional("paths", paths).options(options),
      async (args) => done(await pruneLedger(args)),
    )
    .command(
      "verify",
      "ask for every picture in it; exit code 1 if one is gone or another by now",
      (sub) => sub.options(options),
      async (args) => done(await verifyLedger(args)),
    )
    .demandCommand(1, "stet ledger wants to know what to do: update, prune or verify");
}

function explainFailure(error: unknown, debug: boolean): string {
  const trace = debug && error instanceof Error ? `\n${error.stack}\n` : "";
  if (error instanceof UserError) return `stet: ${error.message}\n${error.hint ? `      ${error.hint}\n` : ""}${trace}`;
  const what = error instanceof Error ? error.message : String(error);
  return `stet ${version} failed, which is a bug of stet: ${what}\n      run again with --debug and report what it prints\n${trace}`;
}
