import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";

/** The error of a command that needs paths. `use`: what to add, with an example. */
export const missingPaths = (use: string): UserError =>
  new UserError(t("cli.missingPaths", "Missing files or folders."), use);
