/** Reads schema files, and creates stamps that show whether a file has changed. */
import path from "node:path";
import { RefusedFile, readSettings } from "../platform/disk.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { realpath, stat } from "../platform/observed-fs.js";
import { leadsTo } from "../platform/tree.js";

/** A stamp that changes with the file: its modification time and size. */
export async function stampOf(file: string): Promise<string> {
  const { mtimeMs, size } = await stat(file);
  return `${mtimeMs} ${size}`;
}

/**
 * @param folder the folder that the file must be in, by its real path; `undefined`: anywhere.
 * @param subject how an error message refers to the file.
 * @throws UserError if the file cannot be read.
 */
export async function readSchemaFile(
  file: string,
  folder: string | undefined,
  subject: () => string,
): Promise<{ text: string; stamp: string }> {
  try {
    if (folder !== undefined) await refuseOutside(folder, file, subject);
    const stamp = await stampOf(file);
    const within = folder === undefined ? undefined : await realpath(folder);
    return { text: readSettings(file, within), stamp };
  } catch (error) {
    if (error instanceof UserError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    const why =
      code === "ENOENT"
        ? t("common.suchFile", "there is no such file")
        : error instanceof RefusedFile
          ? error.message
          : `${code}`;
    throw new UserError(
      t("schema.unreadable", "{subject} cannot be read: {reason}.", { subject: subject(), reason: why }),
      t("schema.correctPath", "Correct the path."),
      { cause: error },
    );
  }
}

/**
 * Checks the path before the disk is accessed, then the real path, because symbolic links may point outside the folder. The
 * error does not show whether something is there.
 */
async function refuseOutside(folder: string, file: string, subject: () => string): Promise<void> {
  if (isWithin(file, folder) && isWithin(leadsTo(file), await realpath(folder))) return;
  throw new UserError(
    t("schema.outsideProject", "{subject} is outside the project, and articles can only use schemas in the project.", {
      subject: subject(),
    }),
    t("schema.outsideProject.hint", "Save a copy in the project, or set the schema in the configuration."),
  );
}

function isWithin(file: string, folder: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== "" && !/^\.\.(?:$|[/\\])/.test(relative) && !path.isAbsolute(relative);
}
