/** Why a text is not JSON. V8's own message quotes the text, which may be any file. */
import { t } from "./i18n.js";

export function jsonProblem(error: unknown): string {
  const message = error instanceof Error ? error.message : "";
  const [, line, column] = /\(line (\d+) column (\d+)\)/.exec(message) ?? [];
  if (line !== undefined && column !== undefined)
    return t("common.jsonPlace", "line {line}, column {column}", { line, column });
  const [, position] = /at position (\d+)/.exec(message) ?? [];
  return position === undefined
    ? t("common.jsonInvalid", "it is not valid JSON")
    : t("common.jsonPosition", "position {position}", { position });
}
