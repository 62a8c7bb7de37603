import mojibake from "../../../rules/text/mojibake.js";
import { testRule } from "../../support/rule-tester.js";

/** As a program writes that takes UTF-8 for Windows-1252. */
const specials = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";
const asLatin = (text: string) =>
  [...new TextEncoder().encode(text)]
    .map((byte) => (byte >= 0x80 && byte < 0xa0 ? (specials[byte - 0x80] ?? "") : String.fromCharCode(byte)))
    .join("");
const asGbk = (text: string) => new TextDecoder("gbk").decode(new TextEncoder().encode(text));

testRule(mojibake, {
  accepts: [
    { name: "Chinese", article: "今天杭州下雨，市民“热烈欢迎”；联通、移动都来了。鐨的写法少见。\n" },
    {
      name: "French, with its blanks before signs",
      article: "« Il est passé… », dit-il à\u00a0» : «\u00a0L’été à la CAFÉ\u00a0», cœur, naïveté, 25\u00a0°C\n",
    },
    { name: "German and Portuguese in quotes", article: "Er schrieb „Ä“ und “AMANHÃ”. Über Öl: ÄÖÜäöüß «CAFÉ»\n" },
    { name: "a list of letters", article: "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖ×ØÙÚÛÜÝÞß\n" },
    { name: "Icelandic and Vietnamese", article: "Það er ðað. Việt Nam đã đến, hãy về nhà.\n" },
    { name: "words in quotes that an article is about", article: "屏幕上是“锟斤拷”和「烫烫烫烫」。\n" },
    {
      name: "the replacement character behind its name",
      article: "读不出的写作 `U+FFFD` \ufffd 或 U+FFFD（\ufffd）。\n",
    },
    { name: "an exclamation", article: "火锅烫烫烫！\n" },
    { name: "code", article: "`Ã©` 和\n\n```\n锟斤拷 Ã©tÃ©\n```\n" },
    { name: "the URL of a picture", article: '<img src="/cafÃ©.png">\n' },
  ],
  rejects: [
    {
      name: "lost characters, told of once",
      article: "今天«\ufffd\ufffd»雨\n\n明\ufffd下\n",
      messages:
        "U+FFFD marks characters that were lost in a conversion (and in 1 more place). Retype them, or copy them from an intact version.",
    },
    {
      name: "lost characters that were converted once more",
      article: "---\ntitle: 今天«锟斤拷锟斤拷»\n---\n",
      messages:
        '"锟斤拷锟斤拷" marks characters that were lost in a conversion. Retype them, or copy them from an intact version.',
    },
    {
      name: "memory",
      article: "<p>«烫烫烫烫烫»</p>",
      path: "a.html",
      messages:
        '"烫烫烫烫烫" is uninitialized memory, not the original text. Retype the text, or copy it from an intact version.',
    },
    {
      name: "French that was all read as Windows-1252",
      article: `Il a «Ã©»tÃ© lÃ\u00a0 â€“ câ€™est lâ€™Ã©tÃ©.\n`,
      messages: 'Garbled text "Ã©", UTF-8 read as Latin-1 (and in 6 more places). Use "é".',
      fixed: "Il a été là – c’est l’été.\n",
    },
    {
      name: "Chinese that was read as Windows-1252, beside some that was not",
      article: `标题\n\n<p>«${asLatin("明天下雨")}»</p>\n`,
      messages: `Garbled text "${asLatin("明天下雨")}", UTF-8 read as Latin-1. Use "明天下雨".`,
      unsafelyFixed: "标题\n\n<p>明天下雨</p>\n",
    },
    {
      name: "a description of a picture",
      article: '<img src="a.png" alt="CafÉ, caf«Ã©»">\n',
      messages: 'Garbled text "Ã©", UTF-8 read as Latin-1. Use "é".',
      unsafelyFixed: '<img src="a.png" alt="CafÉ, café">\n',
    },
    {
      name: "Chinese that was read as GBK",
      article: `<p>«${asGbk("今天下雨明天")}»</p>`,
      messages: `Garbled text "${asGbk("今天下雨明天")}", UTF-8 read as GBK. Use "今天下雨明天".`,
      fixed: "<p>今天下雨明天</p>",
    },
    // Their bytes are the first and the last that characters have.
    ...["心快必忙", "谿谿谿谿", "下一二三"].map((original) => ({
      name: `${original} that was read as GBK`,
      article: `<p>«${asGbk(original)}»</p>`,
      messages: `Garbled text "${asGbk(original)}", UTF-8 read as GBK. Use "${original}".`,
      fixed: `<p>${original}</p>`,
    })),
    {
      name: "the same with losses, without a fix",
      article: `<p>«浠婂ぉ涓嬮洦»锛?</p>`,
      messages:
        'Garbled text "浠婂ぉ涓嬮洦", UTF-8 read as GBK, with characters lost. Retype the text, or copy it from an intact version.',
    },
    {
      name: "GBK that was read as Latin-1",
      article: "<p>标题：«ÖÐ¹úÈËÃñ»</p>",
      messages: 'Garbled text "ÖÐ¹úÈËÃñ", GBK read as Latin-1. Use "中国人民".',
      unsafelyFixed: "<p>标题：中国人民</p>",
    },
  ],
});
