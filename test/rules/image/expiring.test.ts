import expiring from "../../../rules/image/expiring.js";
import { testRule } from "../../support/rule-tester.js";

const base = "https://img.example/a.png?";
const image = (query: string) => `![a](«${base}${query}»)`;
const over = (date: string) =>
  `Image URL "https://img.example/a.png" has a signature that expired on ${date}, so nobody can load it. Host a copy, or use a URL without a signature.`;
const coming = (date: string) =>
  `Image URL "https://img.example/a.png" has a signature that expires on ${date}. Host a copy, or use a URL without a signature.`;

testRule(expiring, {
  accepts: [
    { name: "no signature", article: "![a](https://img.example/a.png)" },
    { name: "a signature without an end", article: `![a](${base}Signature=ab)` },
    { name: "an end that no signature proves", article: `![a](${base}expires=1640999999)` },
    { name: "a number that is no time", article: `![a](${base}e=1&token=a)` },
    { name: "another parameter of this name", article: `![a](${base}se=forward&sig=a)` },
  ],
  rejects: [
    {
      name: "Amazon S3, over",
      article: image("X-Amz-Date=20220101T000000Z&X-Amz-Expires=3600&X-Amz-Signature=ab"),
      messages: over("2022-01-01"),
    },
    {
      name: "Google Cloud",
      article: image("X-Goog-Date=20220101T233000Z&X-Goog-Expires=3600&X-Goog-Signature=ab"),
      messages: over("2022-01-02"),
    },
    {
      name: "Alibaba Cloud OSS",
      article: image("OSSAccessKeyId=x&Expires=1640999999&Signature=a%2Bb"),
      messages: over("2022-01-01"),
    },
    {
      name: "Tencent Cloud COS",
      article: image("q-sign-algorithm=sha1&q-sign-time=1640000000;1640999999&q-signature=ab"),
      messages: over("2022-01-01"),
    },
    { name: "Azure", article: image("se=2022-01-01T00%3A00%3A00Z&sig=ab"), messages: over("2022-01-01") },
    { name: "Qiniu", article: image("e=1640999999&token=a:b"), messages: over("2022-01-01") },
    { name: "Discord", article: image("ex=61cfaf7f&is=61ce5dff&hm=ab"), messages: over("2022-01-01") },
    {
      name: "CloudFront, coming",
      article: image("Expires=4070908800&Key-Pair-Id=a&Signature=ab"),
      messages: coming("2099-01-01"),
      severity: "warning",
    },
  ],
});
