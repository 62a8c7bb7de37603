/** Why something about addresses is not known, in words. */
import type { Unknown, UnpublishedReason } from "../generators/routes/types.js";
import { t } from "../platform/i18n.js";

/** A phrase for the end of a sentence. */
export function reasonText({ why, detail }: Unknown): string {
  switch (why) {
    case "generator":
      return t("site.unknown.generator", "stet does not know the addresses of this generator");
    case "setting":
      return t("site.unknown.setting", 'stet cannot read "{detail}" without running the configuration', { detail });
    case "unread":
      return t("site.unknown.unread", 'stet cannot read "{detail}"', { detail });
    case "redirects":
      return t("site.unknown.redirects", 'the redirects in "{detail}" may lead any address elsewhere', { detail });
    case "plugin":
      return t("site.unknown.plugin", '"{detail}" may make pages or change addresses', { detail });
    case "theme":
      return t("site.unknown.theme", 'the theme "{detail}" is not in the site', { detail });
    case "template":
      return t("site.unknown.template", 'a template or program decides ("{detail}")', { detail });
    case "machine":
      return t("site.unknown.machine", "the address depends on the computer that builds the site, or on the time");
    case "data":
      return t("site.unknown.data", 'it depends on data that stet does not read ("{detail}")', { detail });
    case "outside":
      return t("site.unknown.outside", 'the address is not below "{detail}", where the site is', { detail });
    case "project":
      return t("site.unknown.project", "another repository may have pages in this folder of the host");
    case "file":
      return t("site.unknown.file", "the generator does not make a page of this file");
    case "front-matter":
      return t("site.unknown.frontMatter", "the generator cannot read the front matter");
  }
}

/** A phrase for the end of a sentence. */
export function unpublishedText(because: UnpublishedReason): string {
  switch (because) {
    case "draft":
      return t("site.unpublished.draft", "it is a draft");
    case "future":
      return t("site.unpublished.future", "its date is in the future");
    case "expired":
      return t("site.unpublished.expired", "it has expired");
    case "unpublished":
      return t("site.unpublished.unpublished", "its front matter says so");
    case "ignored":
      return t("site.unpublished.ignored", "the configuration or the folder excludes it");
    case "name":
      return t("site.unpublished.name", "its name or folder begins or ends with a special character");
    case "no-date":
      return t("site.unpublished.noDate", "its name has no date");
    case "collection":
      return t("site.unpublished.collection", "its collection has no pages");
  }
}
