import unknownElement from "../../../rules/html/unknown-element.js";
import { testRule } from "../../support/rule-tester.js";

const html = { path: "a.html" };

testRule(unknownElement, {
  accepts: [
    { name: "elements of HTML, old ones too", article: "<article><p>甲<center>乙</center></article>", ...html },
    { name: "custom elements", article: "<my-chart>甲</my-chart>", ...html },
    { name: "SVG and MathML", article: "<svg><path/><foo/></svg><math><mi>x</mi></math>", ...html },
    { name: "names with a colon, which are Word's", article: "<p>甲<o:p></o:p></p>", ...html },
    { name: "components in Markdown", article: "<Badge>甲</Badge>\n" },
    { name: "code, addresses and templates", article: "`<foo>` <https://a.cn> {{ <foo> }}\n\n    <foo>\n" },
    {
      name: "elements of Vue in an article that Vue compiles",
      article:
        '<div id="a">\n<transition name="fade"><p v-if="b">甲</p></transition>\n<component :is="c"></component>\n</div>\n',
    },
    {
      name: "components of a script in the page",
      article:
        "<div id=app><modal>甲</modal></div><script>\nVue.component('modal', {})\nnew Vue({ el: '#app' })\n</script>",
      ...html,
    },
    { name: "what is allowed", article: "<center2>甲</center2>", options: { allow: ["center2"] }, ...html },
  ],
  rejects: [
    {
      name: "a name that is nearly right",
      article: "<p>甲<«stong»>乙</stong></p>",
      ...html,
      messages: 'Unknown element <stong>. Did you mean <strong>? To show it as text, write "&lt;" instead of "<".',
    },
    {
      name: "text that looks like a tag",
      article: "运行 cd <«directory_name»>，再试\n",
      messages:
        "Unknown element <directory_name>: browsers do not show the tag. To show it as text, put it in backticks.",
    },
    {
      name: "a type with a parameter, which is no component",
      article: "Promise<«String»>\n",
      messages: "Unknown element <String>. Did you mean <strong>? To show it as text, put it in backticks.",
    },
  ],
});
