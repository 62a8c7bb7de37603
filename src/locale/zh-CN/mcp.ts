/** `stet mcp`. */
import type { MessageCatalog } from "../../platform/i18n.js";

export const mcp: MessageCatalog = {
  "cli.mcp.allowWrite": "允许工具 fix 写入本文件夹中的文章",
  "cli.mcp.argument": "参数“{name}”缺失、未知或无效",
  "cli.mcp.describe": "启动供 AI 助手使用的服务器（标准输入输出上的 MCP）",
  "cli.mcp.diffCut": "diff 到此截断，请用更小的范围查看其余部分",
  "cli.mcp.more": "还有 {left} 个，请用更小的范围查看",
  "cli.mcp.notWritten": "{articles}会改动；没有写入任何内容",
  "cli.mcp.tooManyPaths": "路径太多（{count} 个），一次调用最多 {limit} 个",
  "cli.mcp.tooManyPaths.use": "请使用文章所在的文件夹，或 glob",
  "cli.mcp.longPath": "“{path}…”太长，路径最多 {limit} 个字符",
  "cli.mcp.outside": "“{path}”不在服务器的文件夹中",
  "cli.mcp.outside.use": "请使用 {folder} 下的路径",
  "cli.mcp.protocol": "stet mcp：{problem}",
  "cli.mcp.summary": "{articles}：{errors}，{warnings}",
  "cli.mcp.unknownTool": "未知的工具“{name}”",
  "cli.mcp.written": "已写入 {articles}",
};
