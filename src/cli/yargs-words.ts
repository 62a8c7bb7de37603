/** The messages of yargs in the user's language. The bundle does not include yargs' own locale files. */
import { t } from "../platform/i18n.js";

/** The argument of `updateStrings`: translations by English message, with two forms for counts. */
export function yargsWords(): Record<string, string> {
  const words: Record<string, string | { readonly one: string; readonly other: string }> = {
    "Commands:": t("cli.yargs.commands", "Commands:"),
    "Options:": t("cli.yargs.options", "Options:"),
    "Examples:": t("cli.yargs.examples", "Examples:"),
    "Positionals:": t("cli.yargs.positionals", "Positionals:"),
    command: t("cli.yargs.command", "command"),
    boolean: t("cli.yargs.boolean", "boolean"),
    string: t("cli.yargs.string", "string"),
    number: t("cli.yargs.number", "number"),
    array: t("cli.yargs.array", "array"),
    count: t("cli.yargs.count", "count"),
    required: t("cli.yargs.required", "required"),
    default: t("cli.yargs.default", "default"),
    "default:": t("cli.yargs.defaultLabel", "default:"),
    "choices:": t("cli.yargs.choices", "choices:"),
    "aliases:": t("cli.yargs.aliases", "aliases:"),
    "Show help": t("cli.yargs.showHelp", "Show help"),
    "Show version number": t("cli.yargs.showVersion", "Show the version"),
    "Invalid values:": t("cli.yargs.invalidValues", "Invalid values:"),
    "Argument: %s, Given: %s, Choices: %s": t(
      "cli.yargs.invalidValue",
      "--%s: %s is not a valid value. Choose from %s.",
    ),
    "Not enough arguments following: %s": t("cli.yargs.missingValue", "Missing value for the option %s"),
    "Did you mean %s?": t("cli.yargs.didYouMean", "Did you mean %s?"),
    "Not enough non-option arguments: got %s, need at least %s": {
      one: t("cli.yargs.tooFewArguments", "Not enough arguments: %s given, at least %s required"),
      other: t("cli.yargs.tooFewArguments", "Not enough arguments: %s given, at least %s required"),
    },
    "Too many non-option arguments: got %s, maximum of %s": {
      one: t("cli.yargs.tooManyArguments", "Too many arguments: %s given, at most %s allowed"),
      other: t("cli.yargs.tooManyArguments", "Too many arguments: %s given, at most %s allowed"),
    },
    "Missing required argument: %s": {
      one: t("cli.yargs.missingArgument", "Missing required argument: %s"),
      other: t("cli.yargs.missingArguments", "Missing required arguments: %s"),
    },
    "Unknown argument: %s": {
      one: t("cli.yargs.unknownArgument", "Unknown option or argument: %s"),
      other: t("cli.yargs.unknownArguments", "Unknown options or arguments: %s"),
    },
    "Unknown command: %s": {
      one: t("cli.yargs.unknownCommand", "Unknown command: %s"),
      other: t("cli.yargs.unknownCommands", "Unknown commands: %s"),
    },
  };
  // The types of yargs only include the first form.
  return words as Record<string, string>;
}
