import { defineRule, t } from "../../src/rule.js";

export default defineRule({
  name: "source/encoding",
  summary: "Require UTF-8 encoding",
  severity: "error",
  presets: { accessibility: "error" },
  messages: {
    utf16: (d: { found: string; from: string }) =>
      t(
        "source/encoding.utf16",
        'File is {found}, not UTF-8. Convert it, for example with "iconv -f {from} -t UTF-8 a.md > a.utf8.md".',
        { found: d.found, from: d.from },
      ),
    legacy: (d: { bytes: string; from: string }) =>
      t(
        "source/encoding.legacy",
        'File is probably {encoding}, not UTF-8 ({bytes}). Convert it, for example with "iconv -f {from} -t UTF-8 a.md > a.utf8.md".',
        { bytes: d.bytes, encoding: d.from, from: d.from === "Latin-1" ? "LATIN1" : d.from },
      ),
    invalid: (d: { bytes: string }) =>
      t(
        "source/encoding.invalid",
        "File is not valid UTF-8: {bytes} cannot be decoded. Correct the text here, or convert the file to UTF-8.",
        { bytes: d.bytes },
      ),
    nul: () =>
      t(
        "source/encoding.nul",
        "Text contains a NUL character, where some programs stop reading. Remove the character.",
      ),
    tooLarge: (d: { found: string }) =>
      t("source/encoding.tooLarge", "File is too large for an article: {found}. Split the file or exclude it.", {
        found: d.found,
      }),
  },

  encoding({ kind, range: at, found, isBigEndian = false }, { report }) {
    switch (kind) {
      case "utf-16le":
      case "utf-16be":
      case "utf-32":
        report("utf16", { at, data: { found, from: iconvName(kind, isBigEndian) } });
        break;
      case "nul":
        report("nul", { at, data: undefined });
        break;
      case "too-large":
        report("tooLarge", { at, data: { found } });
        break;
      case "invalid-utf-8": {
        const [, bytes = found, guess] = /^(.*?)(?: \(([\w-]+)\?\))?$/.exec(found) ?? [];
        if (guess) report("legacy", { at, data: { bytes, from: guess } });
        else report("invalid", { at, data: { bytes } });
      }
    }
  },
});

/** The name for iconv, with the byte order: with `UTF-16` alone, iconv has to guess it if there is no byte order mark. */
function iconvName(kind: "utf-16le" | "utf-16be" | "utf-32", isBigEndian: boolean): string {
  if (kind === "utf-32") return isBigEndian ? "UTF-32BE" : "UTF-32LE";
  return kind.toUpperCase();
}
