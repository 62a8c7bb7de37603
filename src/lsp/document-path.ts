/** The files of documents and folders, by the URIs of the editor. */
import path from "node:path";
import { fileURLToPath } from "node:url";

/** Characters of the path of a document or folder: Linux opens no longer one, and every folder in it is looked into. */
const longestPath = 4096;

/** The absolute path of a `file:` URI; `undefined` for another URI, an invalid one, and a path that is too long. */
export function pathOf(uri: unknown): string | undefined {
  if (typeof uri !== "string" || !uri.startsWith("file:")) return undefined;
  try {
    const file = path.resolve(fileURLToPath(uri));
    return file.length <= longestPath ? file : undefined;
  } catch {
    return undefined;
  }
}
