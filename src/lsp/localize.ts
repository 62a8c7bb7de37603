/** The code action that copies an image of another site to this one: `stet localize` for one image of an open article. */

import path from "node:path";
import { type CodeAction, CodeActionKind } from "vscode-languageserver/node";
import type { Edit, Range } from "../article/types.js";
import { localize } from "../localize/localize.js";
import { defaultRecord, openRecord } from "../localize/record.js";
import { remoteKey } from "../localize/rewrite.js";
import { t } from "../platform/i18n.js";
import { sha256Of } from "../platform/sha256.js";
import { staysIn } from "../platform/tree.js";
import type { AnalyzedDocument } from "./document-store.js";
import { absoluteOf } from "./references.js";

export const localizeCommand = "stet.localize";

/** The limit of `--max-file-size`. */
const megabytes = 20;

/** One action for each image of another site in the range. */
export function localizeActions({ article, document }: AnalyzedDocument, { start, end }: Range): CodeAction[] {
  const keys = new Set(
    article.images.flatMap((image) =>
      image.range.start <= end && start <= image.range.end ? (remoteKey(image) ?? []) : [],
    ),
  );
  return [...keys].map((key) => {
    const title = t("lsp.localize", "Copy the image to this site: {name}", {
      name: path.posix.basename(new URL(key).pathname) || new URL(key).host,
    });
    return {
      title,
      kind: CodeActionKind.RefactorRewrite,
      command: { title, command: localizeCommand, arguments: [document.uri, key] },
    };
  });
}

/** Stores and records the image. Returns the edits of the article, or why there are none. */
export async function localizeImage(seen: AnalyzedDocument, key: string): Promise<readonly Edit[] | string> {
  const { article, document, input, session, plan } = seen;
  const { folder, probe } = session;
  const file = absoluteOf(seen);
  const record = path.join(folder, defaultRecord);
  if (!staysIn(record, folder))
    return t("lsp.recordOut", "a link leads the record {file} out of the folder", { file: defaultRecord });
  const hash = sha256Of(document.getText());
  let edits: readonly Edit[] | undefined;
  let problem: string | undefined;
  const { left } = await localize({
    cwd: folder,
    wanted: [{ file, shown: input.path, keys: new Set([key]) }],
    articles: { open: async () => ({ file, article, hash, plan }) },
    probe,
    record: openRecord(record, folder),
    folder: undefined,
    archive: false,
    maxFileBytes: megabytes * 1_000_000,
    maxTotalBytes: megabytes * 1_000_000,
    signal: new AbortController().signal,
    onArticle: (done) => {
      problem = done.problem;
    },
    write: async (made) => {
      edits = made;
      return undefined;
    },
  });
  return edits ?? left.get(key) ?? problem ?? t("localize.noEdit", "its references cannot be replaced");
}
