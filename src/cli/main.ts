/** Runs the command line in argv and returns the exit code. Only src/cli accesses the terminal. */

import type Yargs from "yargs";
import type { Argv } from "yargs";
import { presetNames } from "../config/presets.js";
import { localeFrom, localeOf, locales, useLocale } from "../locale/index.js";
import { environment, variable } from "../platform/environment.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { version } from "../platform/version.js";
import { formatNames } from "../report/index.js";
import {
  addCache,
  addExplain,
  addInit,
  addLedger,
  addLsp,
  addMerge,
  addProbe,
  addRoutes,
  addRules,
  addSchema,
} from "./commands.js";
import { commands, completionHelp, completionScript, lintCompletions } from "./completion.js";
import { addCompress } from "./compress-options.js";
import { addEdit } from "./edit-options.js";
import type { Done, ExitCode } from "./exit-codes.js";
import { explainFailure } from "./failure.js";
import { addGitHub } from "./github-options.js";
import { addImages } from "./images-options.js";
import type { LintArguments } from "./lint-arguments.js";
import { lintOptions, localizedOptions, standardInput } from "./lint-options.js";
import { addLocalize } from "./localize-options.js";
import { addMcp } from "./mcp-options.js";
import { addMigrate } from "./migrate-options.js";
import { quickArguments } from "./quick-arguments.js";
import { exitCodeAfterOutput, watchStandardOutput } from "./standard-output.js";
import { widestHelp, withoutLocale } from "./stored-help.js";

export async function main(argv: readonly string[]): Promise<ExitCode> {
  watchStandardOutput();
  return exitCodeAfterOutput(await runCommand(argv));
}

async function runCommand(argv: readonly string[]): Promise<ExitCode> {
  let exitCode: ExitCode = 0;
  const debug = argv.includes("--debug");
  try {
    // A command line to complete may still be invalid.
    const locale = localeFrom(argv.includes("--get-yargs-completions") ? [] : argv, environment());
    const given = withoutLocale(argv);
    await useLocale(locale);
    if (given[0] === "completion" && given.length <= 2 && !given[1]?.startsWith("-")) {
      process.stdout.write(completionScript(given[1], environment()));
      return 0;
    }
    if (given[0] === "completion" && given.slice(1).some((argument) => argument === "--help" || argument === "-h")) {
      process.stdout.write(completionHelp());
      return 0;
    }
    const quick = quickArguments(argv);
    if (quick) return await (await import("./lint.js")).lintCommand(quick);
    const { default: yargs } = await import("yargs");
    const cli = parser(yargs, argv, (code) => {
      exitCode = code;
    });
    cli.updateStrings((await import("./yargs-words.js")).yargsWords());
    if (locale === "zh-CN") console.log = (text: string) => process.stdout.write(`${withTightColons(text)}\n`);
    await cli.parseAsync();
    return exitCode;
  } catch (error) {
    process.stderr.write(explainFailure(error, debug));
    return 2;
  }
}

function parser(yargs: typeof Yargs, argv: readonly string[], done: Done) {
  // Arguments after `--` are always paths; yargs would parse `-x.md` as options and other names as commands.
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  const literal = argv.slice(end + 1);
  const cli = yargs(argv.slice(0, end).map((argument) => (argument === "-" ? standardInput : argument)))
    .scriptName("stet")
    .detectLocale(false)
    .usage(t("cli.main.usage", "stet checks articles: front matter, HTML, text, images and links"))
    .command(
      ["$0 [paths..]", "lint [paths..]"],
      t("cli.main.lint", "Lint files, folders or globs"),
      (command) =>
        command
          .positional("paths", {
            type: "string",
            array: true,
            default: [] as string[],
            describe: t("cli.main.paths", "Files, folders or globs; - reads standard input"),
          })
          .options(localizedOptions(lintOptions)),
      async (args) => {
        const { lintCommand } = await import("./lint.js");
        done(await lintCommand(args as unknown as LintArguments));
      },
    );
  addMerge(cli, done);
  addCache(cli, done);
  addProbe(cli, done);
  addSchema(cli, done);
  addLedger(cli, done);
  addImages(cli, done);
  addLocalize(cli, done);
  addCompress(cli, done);
  addEdit(cli, done);
  addExplain(cli);
  addRules(cli);
  addRoutes(cli, done);
  addInit(cli);
  addMigrate(cli, done);
  addGitHub(cli, done);
  addLsp(cli);
  addMcp(cli, done);
  return cli
    .completion(
      "completion",
      t("cli.main.completion", "Print a shell completion script: stet completion bash, zsh or fish"),
      completeWord,
    )
    .option("color", {
      type: "boolean",
      describe: t("cli.main.color", "Color the output (default: only on a terminal)"),
    })
    .option("locale", {
      choices: locales,
      coerce: (name: string) => localeOf(name) ?? name,
      describe: t("cli.main.locale", "Language of messages (default: from LC_ALL, LC_MESSAGES or LANG)"),
    })
    .option("debug", {
      type: "boolean",
      default: false,
      describe: t("cli.main.debug", "Show stack traces of failures"),
    })
    .example("stet content/", t("cli.main.example.folder", "Lint a folder"))
    .example("stet --fix content/ --offline", t("cli.main.example.fix", "Apply safe fixes without sending requests"))
    .example(
      "stet --fix-dry-run content/ | git apply",
      t("cli.main.example.dryRun", "Review the fixes as a diff, then apply them"),
    )
    .epilogue(
      t(
        "cli.main.exitCodes",
        "Exit codes: 0 success, 1 errors or too many warnings, 2 usage or configuration error, or a file that could not be read, checked or written",
      ),
    )
    .middleware((args) => {
      refuseRepeated(args, cli, argv);
      if (Array.isArray(args.paths)) args.paths = [...args.paths, ...literal];
    })
    .parserConfiguration({
      "parse-numbers": false,
      "parse-positional-numbers": false,
    })
    .strict()
    .recommendCommands()
    .version(version)
    .help()
    .alias("help", "h")
    .wrap(Math.min(widestHelp, process.stdout.columns ?? widestHelp))
    .exitProcess(false)
    .fail((message, error) => {
      // yargs gives its own errors a message, even one that it throws when a value is missing.
      if (error instanceof UserError || !message) throw error;
      throw new UserError(message, t("cli.main.seeHelp", "See {command} --help.", { command: commandOf(argv) }));
    });
}

/** yargs makes a list of the values of an option that takes one. None of them would be used. */
function refuseRepeated(args: Readonly<Record<string, unknown>>, cli: Argv, argv: readonly string[]): void {
  const { array: lists } = (cli as unknown as { getOptions(): { array: readonly string[] } }).getOptions();
  const isWritten = (option: string) => argv.some((one) => one === `--${option}` || one.startsWith(`--${option}=`));
  for (const [option, value] of Object.entries(args))
    if (Array.isArray(value) && isWritten(option) && !lists.includes(option))
      throw new UserError(
        t("cli.main.repeated", "Option --{option} is given {count} times.", { option, count: value.length }),
        t("cli.main.seeHelp", "See {command} --help.", { command: commandOf(argv) }),
      );
}

/** yargs adds a space after each label. Chinese has no space after a full-width colon. Columns stay aligned. */
const withTightColons = (help: string): string =>
  help.replace(/^(.*?)( +\[.*： .*)$/gm, (_, before: string, labels: string) => {
    const tight = labels.replaceAll("： ", "：");
    return before + " ".repeat(labels.length - tight.length) + tight;
  });

/** The command whose help is relevant: `stet ledger`, or `stet` without a command. */
function commandOf(argv: readonly string[]): string {
  const end = argv.includes("--") ? argv.indexOf("--") : argv.length;
  const words = withoutLocale(argv.slice(0, end)).filter((word) => !word.startsWith("-"));
  const [name = "", sub = ""] = words;
  if (!commands.has(name)) return "stet";
  return commands.get(name)?.includes(sub) ? `stet ${name} ${sub}` : `stet ${name}`;
}

/** Combines the completions of yargs and stet. */
function completeWord(
  _current: string,
  _argv: unknown,
  byYargs: (done: (error: Error | null, completions?: string[]) => void) => void,
  done: (completions: string[]) => void,
): void {
  const words = process.argv.slice(process.argv.indexOf("--get-yargs-completions") + 1);
  const shell = variable("SHELL") ?? "";
  const ours = lintCompletions(
    words,
    localizedOptions(lintOptions),
    { format: formatNames, preset: presetNames },
    shell,
  );
  if (ours && !words.at(-1)?.startsWith("-")) done([...ours]);
  else byYargs((_error, theirs) => done([...new Set([...(ours ?? []), ...(theirs ?? [])])]));
}
