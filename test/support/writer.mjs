/** A process that does nothing but rewrite files as `--fix` does, over and over: what the crash test kills. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { writeSafely } from "../../dist/src/fix/write.js";
import { removeAbandoned } from "../../dist/src/platform/temporary-files.js";

const [folder = "", ...files] = process.argv.slice(2);
await removeAbandoned(folder);
process.stdout.write("writing\n");
for (;;) {
  await Promise.all(
    files.map(async (file) => {
      const text = await readFile(file, "utf8");
      const hash = createHash("sha256").update(text).digest("hex");
      await writeSafely(
        file,
        hash,
        text.startsWith("old") ? text.replaceAll("old", "new") : text.replaceAll("new", "old"),
      );
      process.stdout.write(".");
    }),
  );
}
