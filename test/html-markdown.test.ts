/** Documentation as it is written in Markdown, with all that looks like HTML and is none: no rule for HTML has a word. */
import { expect, it } from "vitest";
import { found, presetPlan } from "./support/preset-plan.js";

const document = `---
title: <b>甲 & 乙
---

# 标签 \`<div>\` 与 &lt;span&gt;

一段文字：\`<font color="red">\`、\`\`<b>\`</i>\`\`、\`&nbsp\`、\`</br>\`、\`<!--\`、1 < 2，a<b，x <- y，<3，AT&T，Q&A，a && b。

转义：\\<div> \\<center\\> \\&nosuch; 以及 <https://a.example/?a=1&copy=2&lt=3>、<mail@a.example>、https://a.example/?x=y&copy=1 。

[链接](https://a.example/?a=1&copy=2 "a < b & c") ![图](https://a.example/b.png?x=1&reg=2 '<b>') [引用][r]

[r]: <https://a.example/?a=1&copy=2> "<i>"

## 代码

\`\`\`html
<p><div></p><td></br><marquee style="x:y" class=MsoNormal id=a id=a>&nbsp
<table>文<tr><td>1<tr><td>2<td>3</table><h1></h1><h4></h4><iframe></iframe>
\`\`\`

~~~vue
<template><div v-for="a in b"/></template>
~~~

    <center><o:p></o:p><a><a>
    &#150; <br><br><br><br>

\t<table>文</table>

- 列表

      <li><font>

  \`\`\`js
  if (a < b && c > d) return "</div>";
  \`\`\`

> \`\`\`
> <section>
> \`\`\`
>
> > \`<article>\`

## 模板

{{ page.title < 3 }} {% if a < b %}<!-- 注释 -->{% endif %} <%= a < b %> {{< figure src="a.png" title="<b>" >}} {{% note %}}甲{{% /note %}}

{% raw %}{{ "</div>" }}{% endraw %} {{ "<td>" | safe }} {% include a.html b="<center>" %}

<div class="{{ a }}" id="{{ b }}" hidden="{{ c }}" style="{{ d }}">{{ e }}</div>

<table>
{% for row in rows %}
<tr><td>{{ row }}</td></tr>
{% endfor %}
</table>

## 组件

<Badge type="tip" text="新"/> <Tabs><TabItem label="甲">乙</TabItem></Tabs> <my-chart :data="x" @click="y" />

<Image alt="a" srcLight="/a.png" width="1600" height="363" /> <Link href="/a">甲</Link>

<FixCard
  title="甲"
  snippets={[
    { text: '<Suspense fallback={…}>' },

    { text: '</Suspense>', code: \`<td>\` },
  ]}
  onClick={() => a < b && c()}
/>

<div style={{ color: "red" }} hidden={false} id={a}>甲</div><p id={a} dir={b}>{/* <b> </i> */}</p>

<Table><Row title={"}"}/>甲</Table>

<>
甲
</>

<span id="a-1" />

<script setup>
import { ref } from "vue"
if (a < b && "</p>") c()
</script>

<style scoped>
a > b { color: red }
</style>

<template #default="{ a }">

**甲**

</template>

## 表格

| 标签 | 说明 |
| --- | --- |
| \`<td>\` | a < b \\| \`</table>\` |
| &amp; | 甲<br>乙 |
| 三 |

## 行内与块

按 <kbd>Ctrl</kbd>+<kbd>C</kbd>，H<sub>2</sub>O，<mark>要点</mark>，<abbr title="甲">乙</abbr>，换行<br>再换行<br/>

<details>
<summary>更多</summary>

- 甲
- 乙

\`\`\`html
<details>
\`\`\`

</details>

<!-- 注释 <b> 与 <td> -->

<p>

*段落*

</p>

<ul>
<li>甲
<li>乙
</ul>

<dl>
  <dt>甲</dt>
  <dd>乙</dd>
</dl>

<figure>

![船](https://a.example/b.png)

<figcaption>丙</figcaption>
</figure>

脚注[^1] 与公式 $a<b$ 、$$x<1$$ 。

[^1]: 注 \`<p>\`。
`;

/** Every rule there is, opt-in ones too. */
const plan = presetPlan("all", ["html"]);

it("Markdown's code, addresses, escapes, templates and components are nobody's findings", async () => {
  expect(await found(plan, "a.md", document)).toEqual([]);
  expect(await found(plan, "a.md", document.replaceAll("\n", "\r\n"))).toEqual([]);
});

it("and each of them is found where it is HTML", async () => {
  const rules = async (text: string) => (await found(plan, "a.md", text)).map((line) => line.split(" ")[1]);
  expect(await rules("甲 <center>乙</center>\n")).toEqual(["html/deprecated-element"]);
  expect(await rules("> <p>甲<div>乙</div></p>\n")).toEqual(["html/nesting"]);
  expect(await rules("- <table>文<tr><th>1</table>\n")).toEqual(["html/nesting"]);
  // A capital alone makes no component.
  expect(await rules("<Center>甲</Center>\n")).toEqual(["html/deprecated-element"]);
  expect(await rules('<span id="a" />\n')).toEqual(["html/void-element"]);
  expect(await rules("<Tabs>甲</Tabs> <Script>b()</Script>\n")).toEqual(["html/no-dangerous"]);
  expect(await rules("<p title={a>甲</b>\n")).toEqual(["html/stray-end-tag"]);
  expect(await rules("| 甲 |\n| --- |\n| <stong>乙</stong> |\n")).toEqual(["html/unknown-element"]);
});
