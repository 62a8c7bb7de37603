/** What several parts say. */
import type { MessageCatalog } from "../../platform/i18n.js";

export const common: MessageCatalog = {
  "common.answer": "没有响应",
  "common.bytes": "{bytes} 字节",
  "common.colon": "{message}：{hint}",
  "common.correctFile": "请改正文件",
  "common.group.feed": "feed“{feed}”的 {all} 篇文章中有 {count} 篇",
  "common.group.folder": "“{folder}”的 {all} 篇文章中有 {count} 篇",
  "common.group.run": "{all} 篇文章中有 {count} 篇",
  "common.morePlace": "（另有 1 处）",
  "common.morePlaces": "（另有 {more} 处）",
  "common.parens": "{word}（{reason}）",
  "common.quote": "引号",
  "common.quoted": "“{dotted}”",
  "common.suchFile": "没有这个文件",
  "common.write": "写成“{real}”",
  "common.write2": "写成{other}",
};
