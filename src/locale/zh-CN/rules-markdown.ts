/** The messages of the rules in markdown/. */
import type { MessageCatalog } from "../../platform/i18n.js";

export const markdown: MessageCatalog = {
  "markdown/mdx-syntax.autolink": "MDX 无法编译：MDX 不支持尖括号链接，请改为 [文字](url)",
  "markdown/mdx-syntax.comment": "MDX 无法编译：MDX 不支持 HTML 注释，请写成 {comment}",
  "markdown/mdx-syntax.emptyExpression": "MDX 无法编译：表达式为空，请填写值",
  "markdown/mdx-syntax.endTagElsewhere": "MDX 无法编译：</{tag}> 在{scope}内，而 <{tag}> 不在，请让结束标签单独占一行",
  "markdown/mdx-syntax.endTagElsewhere.after": "MDX 无法编译：</{tag}> 不在 <{tag}> 所在的块内，请把两者放在同一个块中",
  "markdown/mdx-syntax.endTagWithAttributes": "MDX 无法编译：结束标签 </{tag}> 含有属性或斜杠，请删除",
  "markdown/mdx-syntax.expression":
    "MDX 无法编译：花括号内的 JavaScript 无效（{reason}），如要显示“{start}”，请写成“{escaped}”",
  "markdown/mdx-syntax.lazyLine": "MDX 无法编译：标签或表达式延续到了引用或列表项之外的行，请缩进该行，或在行首加上 >",
  "markdown/mdx-syntax.mismatchedEndTag":
    "MDX 无法编译：</{tag}> 与 <{open}> 不匹配，请在它前面添加 </{open}>，或改正名称",
  "markdown/mdx-syntax.module": "MDX 无法编译：import 或 export 语句无效（{reason}），请改正，并在语句后空一行",
  "markdown/mdx-syntax.noModuleStatement": "MDX 无法编译：import 或 export 之后有 {statement}，请在它前面空一行",
  "markdown/mdx-syntax.noSpread": "MDX 无法编译：属性之间的花括号内只能写 {spread}，请在花括号前写上属性名和等号",
  "markdown/mdx-syntax.scope.cell": "单元格",
  "markdown/mdx-syntax.scope.emphasis": "强调",
  "markdown/mdx-syntax.scope.heading": "标题",
  "markdown/mdx-syntax.scope.link": "链接",
  "markdown/mdx-syntax.scope.listItem": "列表项",
  "markdown/mdx-syntax.scope.paragraph": "段落",
  "markdown/mdx-syntax.scope.quote": "引用",
  "markdown/mdx-syntax.strayEndTag": "MDX 无法编译：</{tag}> 没有开始标签，请删除该结束标签，或在它前面添加 <{tag}>",
  "markdown/mdx-syntax.summary": "报告无法编译的 MDX",
  "markdown/mdx-syntax.unclosedElement": "MDX 无法编译：<{tag}> 未闭合，请写成 <{tag} />，或添加 </{tag}>",
  "markdown/mdx-syntax.unclosedElement.in":
    "MDX 无法编译：<{tag}> 没有在所在的{scope}内闭合，请写成 <{tag} />，或者让开始标签和结束标签各占一行",
  "markdown/mdx-syntax.unclosedExpression":
    "MDX 无法编译：表达式未闭合，请添加“{end}”，或把要显示的“{start}”写成“{escaped}”",
  "markdown/mdx-syntax.unclosedTag": "MDX 无法编译：标签未闭合，请添加“>”，或把要显示的“<”写成“&lt;”",
  "markdown/mdx-syntax.unclosedValue": "MDX 无法编译：值缺少结尾的 {quote}，请补上",
  "markdown/mdx-syntax.unexpectedCharacter": "MDX 无法编译：标签中有意外的“{character}”，如要显示“<”，请写成“&lt;”",
};
