/** What several parts say. */
import type { MessageCatalog } from "../../platform/i18n.js";

export const common: MessageCatalog = {
  "common.answer": "没有响应",
  "common.articles": "{articles} 篇文章",
  "common.broken": "失效",
  "common.bytes": "{bytes} 字节",
  "common.chooseThem": "请只用其中一个",
  "common.colon": "{message}：{hint}",
  "common.correctFile": "请改正文件",
  "common.errors": "错误",
  "common.folder": "它是文件夹",
  "common.morePlace": "（另有 1 处）",
  "common.morePlaces": "（另有 {more} 处）",
  "common.parens": "{word}（{reason}）",
  "common.quote": "引号",
  "common.quoted": "“{dotted}”",
  "common.remove": "删除",
  "common.rule": "规则",
  "common.suchFile": "没有这个文件",
  "common.warnings": "警告",
  "common.write": "写成“{real}”",
  "common.write2": "写成{other}",
};
