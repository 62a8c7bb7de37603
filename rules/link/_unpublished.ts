/** Why the generator makes no page of an article. */
import { t } from "../../src/rule.js";

/** @param because a code of the generator's routes. */
export function whyUnpublished(because: string): string {
  switch (because) {
    case "draft":
      return t("link/local.why.draft", "it is a draft");
    case "future":
      return t("link/local.why.future", "its date is in the future");
    case "expired":
      return t("link/local.why.expired", "it has expired");
    case "no-date":
      return t("link/local.why.noDate", "it has no date");
    case "collection":
      return t("link/local.why.collection", "its collection has no pages");
    case "name":
      return t("link/local.why.name", "because of its file name");
    case "ignored":
      return t("link/local.why.ignored", "the configuration of the generator leaves it out");
    default:
      return t("link/local.why.unpublished", "by its front matter");
  }
}
