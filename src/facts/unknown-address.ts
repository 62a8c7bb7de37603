/** Why stet does not know what an address of the site leads to. */
import { t } from "../platform/i18n.js";
import type { Unknown } from "../site/index.js";

/** A phrase for the detail of a fact. */
export function unknownAddress({ why, detail }: Unknown): string {
  switch (why) {
    case "setting":
      return t("facts.unknown.setting", 'stet cannot read the setting "{name}" of the generator', { name: detail });
    case "plugin":
      return t("facts.unknown.plugin", 'the plugin "{name}" may make this page', { name: detail });
    case "theme":
      return t("facts.unknown.theme", 'the theme "{name}" may have this file', { name: detail });
    case "template":
      return t("facts.unknown.template", 'the template "{name}" may make this page', { name: detail });
    case "machine":
      return t("facts.unknown.machine", "the address depends on the computer that builds the site");
    case "data":
      return t("facts.unknown.data", 'the data in "{name}" may make this page', { name: detail });
    case "outside":
      return t("facts.unknown.outside", 'the address is outside of the base path "{base}" of the site', {
        base: detail,
      });
    case "front-matter":
      return t("facts.unknown.frontMatter", "the generator cannot read the front matter of an article");
    case "file":
      return t("facts.unknown.file", "the generator makes no page of this file");
    default:
      return t("facts.unknown.generator", "stet does not know the addresses of this generator");
  }
}
