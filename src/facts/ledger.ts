/** Reads and writes the ledger file of a site. The format of its entries is in src/probe/ledger.ts. */
import { readFailure } from "../load/index.js";
import { replaceUserFile } from "../platform/atomic-write.js";
import { readData } from "../platform/disk.js";
import { UserError } from "../platform/errors.js";
import { t } from "../platform/i18n.js";
import { type LedgerEntry, readLedger, writeLedger } from "../probe/ledger.js";

export const defaultLedger = "stet.images.ndjson";

/**
 * Empty if the file does not exist.
 *
 * @throws UserError with the line number if the file is not a valid ledger.
 */
export async function openLedger(file: string, shown: string): Promise<Map<string, LedgerEntry>> {
  let text: string;
  try {
    text = readData(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return new Map();
    throw new UserError(
      t("ledger.notRead", "Cannot read the ledger {file}: {reason}.", { file: shown, reason: readFailure(error) }),
      undefined,
      { cause: error },
    );
  }
  const { entries, problems } = readLedger(text);
  const [first] = problems;
  if (first)
    throw new UserError(
      `${shown}:${first.line}: ${first.message}`,
      t("ledger.correctLine", "Correct the line, or delete it and run stet ledger update."),
    );
  return entries;
}

export const saveLedger = (file: string, shown: string, entries: Iterable<LedgerEntry>): Promise<void> =>
  replaceUserFile(file, writeLedger(entries), t("ledger.file", "the ledger {file}", { file: shown }));
