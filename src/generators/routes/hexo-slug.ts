/** How Hexo makes names for addresses: https://github.com/hexojs/hexo-util/blob/master/lib/slugize.ts */

/** Letters that do not decompose, each with what Hexo writes instead. `test/generators/slugs.test.ts` has what it does. */
const others: ReadonlyMap<string, string> = new Map(
  (
    "\u008cOE \u009coe ÆAE ØO ßs æae øo ĐD đd ĦH ħh ıi ĿL ŀl ŁL łl ŉn ŒOE œoe ŦT ŧt ſl ƀb ƁB ƂB ƃb ƆO ƇC ƈc ƉD ƊD " +
    "ƋD ƌd ƎE ƐE ƑF ƒf ƓG ƕhv ƗI ƘK ƙk ƚl ƜM ƝN ƞn ƟO ƢOI ƣoi ƤP ƥp ƬT ƭt ƮT ƲV ƳY ƴy ƵZ ƶz ǄDZ ǅDz ǆdz ǇLJ ǈLj ǉlj " +
    "ǊNJ ǋNj ǌnj ǝe ǢAE ǣae ǤG ǥg ǮǮ ǯǯ ǱDZ ǲDz ǳdz ǼAE ǽae ǾO ǿo ȠN ȢOU ȣou ȤZ ȥz ȺA ȻC ȼc ȽL ȾT ȿs ɀz ɃB ɄU ɅV ɇe " +
    "ɈJ ɉj ɊQ ɋq ɌR ɍr ɎY ɏy ɐa ɓb ɔo ɖd ɗd ɛe ɠg ɥh ɨi ɫl ɯm ɱm ɲn ɵo ɽr ʈt ʉu ʋv ʌv ᵹg ᵽp ẚa ẛs ẞS ỾY ỿy ↄc ⱠL ⱡl " +
    "ⱢL ⱣP ⱤR ⱥa ⱦt ⱧH ⱨh ⱩK ⱪk ⱫZ ⱬz ⱮM ⱯA ⱲW ⱳw ⱵH ⱶh ⱾS ⱿZ ꜨTZ ꜩtz ꜲAA ꜳaa ꜴAO ꜵao ꜶAU ꜷau ꜸAV ꜹav ꜺAV ꜻav ꜼAY " +
    "ꜽay ꜾC ꜿc ꝀK ꝁk ꝂK ꝃk ꝄK ꝅk ꝆL ꝇl ꝈL ꝉl ꝊO ꝋo ꝌO ꝍo ꝎOO ꝏoo ꝐP ꝑp ꝒP ꝓp ꝔP ꝕp ꝖQ ꝗq ꝘQ ꝙq ꝚR ꝛr ꝞV ꝟv ꝠVY ꝡvy " +
    "ꝢZ ꝣz ꝹD ꝺd ꝻF ꝼf ꝽG ꝾG ꝿg ꞀL ꞁl ꞂR ꞃr ꞄS ꞅs ꞆT ꞇt ꞍH ꞐN ꞑn ꞠG ꞡg ꞢK ꞣk ꞤN ꞥn ꞦR ꞧr ꞨS ꞩs ［［ ＼＼ ］］ ＾＾ ＿＿ ｀｀"
  )
    .split(" ")
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

function withoutDiacritic(letter: string): string {
  const other = others.get(letter);
  if (other !== undefined) return other;
  if (/[\u00C0-\u024F\u1E00-\u1EFF]/.test(letter)) return letter.normalize("NFD").replace(/[\u0300-\u036F]/g, "");
  return /[\u24B6-\u24E9\uFF21-\uFF5A]/.test(letter) ? letter.normalize("NFKC") : letter;
}

const special = /[\s~`!@#$%^&*()\-_+=[\]{}|\\;:"'<>,.?/]+/g;

/** @param letterCase 1: lower, 2: upper; others change nothing. */
export function slugize(text: string, letterCase?: unknown): string {
  const plain = text.replace(/[^\u0000-\u007F]/g, withoutDiacritic);
  const slug = plain
    .replace(/[\u0000-\u001F]/g, "")
    .replace(special, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^-+|-+$/g, "");
  return letterCase === 1 ? slug.toLowerCase() : letterCase === 2 ? slug.toUpperCase() : slug;
}
