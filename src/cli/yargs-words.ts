/** What yargs says by itself, in the user's language: the files in which it keeps its own words are not in the bundle. */
import { t } from "../platform/i18n.js";

/** As `updateStrings` takes them: by the English words, which have two forms where they count. */
export function yargsWords(): Record<string, string> {
  const words: Record<string, string | { readonly one: string; readonly other: string }> = {
    "Commands:": t("cli.yargsWords.commands", "Commands:"),
    "Options:": t("cli.yargsWords.options", "Options:"),
    "Examples:": t("cli.yargsWords.examples", "Examples:"),
    "Positionals:": t("cli.yargsWords.positionals", "Positionals:"),
    command: t("cli.yargsWords.command", "command"),
    boolean: t("cli.yargsWords.boolean", "boolean"),
    string: t("cli.yargsWords.string", "string"),
    number: t("cli.yargsWords.number", "number"),
    array: t("cli.yargsWords.array", "array"),
    count: t("cli.yargsWords.count", "count"),
    required: t("cli.yargsWords.required", "required"),
    default: t("cli.yargsWords.default", "default"),
    "default:": t("cli.yargsWords.default2", "default:"),
    "choices:": t("cli.yargsWords.choices", "choices:"),
    "aliases:": t("cli.yargsWords.aliases", "aliases:"),
    "Show help": t("cli.yargsWords.showHelp", "Show help"),
    "Show version number": t("cli.yargsWords.showVersionNumber", "Show version number"),
    "Invalid values:": t("cli.yargsWords.invalidValues", "Invalid values:"),
    "Argument: %s, Given: %s, Choices: %s": t("cli.yargsWords.argumentSGiven", "Argument: %s, Given: %s, Choices: %s"),
    "Not enough arguments following: %s": t(
      "cli.yargsWords.enoughArgumentsFollowing",
      "Not enough arguments following: %s",
    ),
    "Did you mean %s?": t("cli.yargsWords.didYouMean", "Did you mean %s?"),
    "Not enough non-option arguments: got %s, need at least %s": {
      one: t("cli.yargsWords.enoughNonOption", "Not enough non-option arguments: got %s, need at least %s"),
      other: t("cli.yargsWords.enoughNonOption", "Not enough non-option arguments: got %s, need at least %s"),
    },
    "Too many non-option arguments: got %s, maximum of %s": {
      one: t("cli.yargsWords.tooManyNon", "Too many non-option arguments: got %s, maximum of %s"),
      other: t("cli.yargsWords.tooManyNon", "Too many non-option arguments: got %s, maximum of %s"),
    },
    "Missing required argument: %s": {
      one: t("cli.yargsWords.missingRequiredArgument", "Missing required argument: %s"),
      other: t("cli.yargsWords.missingRequiredArguments", "Missing required arguments: %s"),
    },
    "Unknown argument: %s": {
      one: t("cli.yargsWords.unknownArgumentS", "Unknown argument: %s"),
      other: t("cli.yargsWords.unknownArgumentsS", "Unknown arguments: %s"),
    },
    "Unknown command: %s": {
      one: t("cli.yargsWords.unknownCommandS", "Unknown command: %s"),
      other: t("cli.yargsWords.unknownCommandsS", "Unknown commands: %s"),
    },
  };
  // Its types know of the first form only.
  return words as Record<string, string>;
}
