import { defineRule, t } from "../../src/rule.js";

export default defineRule({
  name: "source/encoding",
  summary: "Every article is UTF-8 text",
  severity: "error",
  presets: { accessibility: "error" },
  messages: {
    utf16: (d: { found: string; from: string }) =>
      t(
        "source/encoding.utf16",
        'the file is {found}, not UTF-8: convert it, for example with "iconv -f {from} -t UTF-8"',
        { found: d.found, from: d.from },
      ),
    legacy: (d: { bytes: string; from: string }) =>
      t(
        "source/encoding.legacy",
        'the file is not UTF-8: {bytes} look like {from}: convert it, for example with "iconv -f {value} -t UTF-8"',
        { bytes: d.bytes, from: d.from, value: d.from === "Latin-1" ? "LATIN1" : d.from },
      ),
    invalid: (d: { bytes: string }) =>
      t(
        "source/encoding.invalid",
        "the file is not UTF-8: {bytes} cannot stand here: restore this place, or convert the file from the encoding it is in",
        { bytes: d.bytes },
      ),
    nul: () =>
      t("source/encoding.nul", "the text holds a NUL character, at which some programs stop reading: remove it"),
    "too-large": (d: { found: string }) =>
      t(
        'source/encoding."too-large"',
        "the file is too large to be an article, it has {found}: split it or leave it out",
        { found: d.found },
      ),
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
        report("too-large", { at, data: { found } });
        break;
      case "invalid-utf-8": {
        const [, bytes = found, guess] = /^(.*?)(?: \(([\w-]+)\?\))?$/.exec(found) ?? [];
        if (guess) report("legacy", { at, data: { bytes, from: guess } });
        else report("invalid", { at, data: { bytes } });
      }
    }
  },
});

/** The name that iconv knows, byte order included: without a mark in the file `UTF-16` alone would be a guess. */
function iconvName(kind: "utf-16le" | "utf-16be" | "utf-32", isBigEndian: boolean): string {
  if (kind === "utf-32") return isBigEndian ? "UTF-32BE" : "UTF-32LE";
  return kind.toUpperCase();
}
