/** Markdown whose HTML Vue compiles: VitePress. */
export const vuePages: Readonly<Record<string, string>> = {
  "vue-interpolation": `The sum is {{ 1 + 2 }} and {{ "text" }}.

{{ [1, 2].join("-") }}
`,
  "vue-interpolation-code": `Code \`{{ 1 + 1 }}\` is not run.
`,
  "vue-interpolation-v-pre": `<span v-pre>{{ 1 + 1 }}</span> and **bold**

::: v-pre
{{ 1 + 1 }}
:::
`,
  "vue-frontmatter": `The title is {{ $frontmatter.title }}.
`,
  "vue-heading-interpolation": `## The {{ "low" }} water
`,
  "vue-component": `<MyBox title="Low">

The **ferry** waits.

</MyBox>

After <Badge title="new" /> all.
`,
  "vue-component-tight": `<MyBox>The **ferry** waits.</MyBox>
`,
  "vue-component-self-closing": `<MyBox title="Low" />

After **bold**.

<my-box/>
`,
  "vue-heading-badge": `## Pier <Badge title="new" />

## Tide <Badge title="x">beta</Badge>
`,
  "vue-bind": `<img :src="'/a.png'" alt="Pier">

<a v-bind:href="'https://ferry.example/b'">Pier</a>
`,
  "vue-directives": `<p v-if="true">Shown</p>
<p v-else>Not shown</p>

<li v-for="n in 2" :key="n">Item {{ n }}</li>

<p v-if="1 > 2">Not **shown**</p>
`,
  "vue-events": `<button @click="() => {}">Wait</button> and <b v-on:click="() => {}">here</b>
`,
  "vue-script-setup": `<script setup>
import { ref } from "vue";
const tide = ref(3);
</script>

The tide is {{ tide }}.

<style>
.x { color: red }
</style>
`,
  "vue-slots": `<MyBox>
<template #default>

The **ferry**

</template>
</MyBox>
`,
  "vue-container": `::: info
The **ferry** waits.
:::

::: warning Low *water*
No ferry.

![Pier](./pier.png)
:::

::: details
Hidden
:::
`,
  "vue-container-nested": `:::: info
Outer

::: tip
Inner
:::

::::
`,
  "vue-container-heading": `::: danger

## Stop

:::
`,
  "vue-container-unclosed": `::: tip
The ferry waits.
`,
  "vue-container-raw": `::: raw
The **ferry**
:::
`,
  "vue-alert": `> [!NOTE]
> The **ferry** waits.

> [!WARNING] Low water
> No ferry.
`,
  "vue-code-group": `::: code-group

\`\`\`js [a.js]
let a = 1;
\`\`\`

\`\`\`ts [b.ts]
let b = 2;
\`\`\`

:::
`,
  "vue-code-lines": `\`\`\`js{1,3}:line-numbers
let a = 1; // [!code focus]
\`\`\`
`,
  "vue-code-v-pre": `\`\`\`js-vue
{{ 1 + 1 }}
\`\`\`
`,
  "vue-toc": `[[toc]]

## Pier

### Tide
`,
  "vue-include": `Before

<!--@include: ./shared.txt-->

After
`,
  "vue-include-missing": `Before

<!--@include: ./gone.md-->

After
`,
  "vue-snippet": `<<< ./shared.txt

After
`,
  "vue-emoji": `A :tada: and :+1: here. ## no
`,
  "vue-heading-emoji": `## Pier :tada:
`,
  "vue-teleport": `<Teleport to="#modal">

x

</Teleport>

After.
`,
  "vue-client-only": `<ClientOnly>

The **ferry**

</ClientOnly>

After.
`,
  "vue-less-than": `a <b and c
`,
  "vue-unclosed": `<MyBox>

The ferry waits.
`,
  "vue-void": `One<br>two<hr>

![Pier](./pier.png)<br/>
`,
  "vue-nested-html": `<div>
  <p>One</p>

  <p>Two **bold**</p>
</div>
`,
  "vue-md-link": `[Pier](./link-inline.md) [Part](./link-inline.md#x) [Root](/articles/link-inline) [HTML](./link-inline.html) [Out](https://ferry.example/a)
`,
  "vue-image-dots": `![Pier](./pier.png) ![Up](../boat.png) ![Root](/a.png)
`,
};
