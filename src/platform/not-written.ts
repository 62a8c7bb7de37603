import { UserError } from "./errors.js";
import { t } from "./i18n.js";

/** @param file the file as the user knows it, such as `the baseline x.json`. */
export const notWritten = (file: string, error: unknown): UserError =>
  new UserError(
    t("file.notWritten", "Cannot write {file}: {reason}.", { file, reason: (error as Error).message }),
    undefined,
    { cause: error },
  );
