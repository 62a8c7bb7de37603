/** `stet migrate`. */
import type { MessageCatalog } from "../../platform/i18n.js";

export const migrate: MessageCatalog = {
  "cli.migrate.code": "{file}：是代码，没有读取",
  "cli.migrate.describe": "根据其他检查工具和编辑器的配置生成配置",
  "cli.migrate.dryRun": "显示文件内容，不写入任何内容",
  "cli.migrate.dryRunToCompare": "运行 stet migrate --dry-run 可显示新的配置，或先删除现有配置",
  "cli.migrate.linkOut": "有链接将 {file} 指向该文件夹之外",
  "cli.migrate.linkOut.use": "请删除该链接。没有写入任何文件",
  "cli.migrate.fileExists": "{file} 已存在",
  "cli.migrate.fileExists.use": "请先移走或删除它。没有写入任何内容",
  "cli.migrate.noGlob": "  文件夹未知：{list}。请在配置的“schemas”中补上",
  "cli.migrate.nothing": "本文件夹中没有可以读取的配置",
  "cli.migrate.nothing.use": "docs/zh-CN/migrate.md 列出了 stet 读取的文件；没有这些文件时，用 stet init 开始",
  "cli.migrate.read": "{source}：规则 {rules} 条，忽略的路径 {ignores} 个，schema {schemas} 个",
  "cli.migrate.without": "  没有对应项：{list}",
  "cli.migrate.written": "已创建 {file}",
};
