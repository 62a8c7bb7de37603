/** What rules, schemas and the readers of articles say. */
import type { MessageCatalog } from "../../platform/i18n.js";
import { article } from "./article.js";
import { frontMatter } from "./rules-front-matter.js";
import { html } from "./rules-html.js";
import { image } from "./rules-image.js";
import { link } from "./rules-link.js";
import { markdown } from "./rules-markdown.js";
import { site } from "./rules-site.js";
import { source } from "./rules-source.js";
import { text } from "./rules-text.js";
import { run } from "./run.js";
import { schema } from "./schema.js";

export const rules: MessageCatalog = {
  ...frontMatter,
  ...html,
  ...image,
  ...link,
  ...markdown,
  ...site,
  ...source,
  ...text,
  ...article,
  ...schema,
  ...run,
};
