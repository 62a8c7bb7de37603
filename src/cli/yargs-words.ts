/** What yargs says by itself, in the user's language: the files in which it keeps its own words are not in the bundle. */
import { say } from "../words.js";

/** As `updateStrings` takes them: by the English words, which have two forms where they count. */
export function yargsWords(): Record<string, string> {
  const words: Record<string, string | { readonly one: string; readonly other: string }> = {
    "Commands:": say`Commands:`,
    "Options:": say`Options:`,
    "Examples:": say`Examples:`,
    "Positionals:": say`Positionals:`,
    command: say`command`,
    boolean: say`boolean`,
    string: say`string`,
    number: say`number`,
    array: say`array`,
    count: say`count`,
    required: say`required`,
    default: say`default`,
    "default:": say`default:`,
    "choices:": say`choices:`,
    "aliases:": say`aliases:`,
    "Show help": say`Show help`,
    "Show version number": say`Show version number`,
    "Invalid values:": say`Invalid values:`,
    "Argument: %s, Given: %s, Choices: %s": say`Argument: %s, Given: %s, Choices: %s`,
    "Not enough arguments following: %s": say`Not enough arguments following: %s`,
    "Did you mean %s?": say`Did you mean %s?`,
    "Not enough non-option arguments: got %s, need at least %s": {
      one: say`Not enough non-option arguments: got %s, need at least %s`,
      other: say`Not enough non-option arguments: got %s, need at least %s`,
    },
    "Too many non-option arguments: got %s, maximum of %s": {
      one: say`Too many non-option arguments: got %s, maximum of %s`,
      other: say`Too many non-option arguments: got %s, maximum of %s`,
    },
    "Missing required argument: %s": {
      one: say`Missing required argument: %s`,
      other: say`Missing required arguments: %s`,
    },
    "Unknown argument: %s": { one: say`Unknown argument: %s`, other: say`Unknown arguments: %s` },
    "Unknown command: %s": { one: say`Unknown command: %s`, other: say`Unknown commands: %s` },
  };
  // Its types know of the first form only.
  return words as Record<string, string>;
}
