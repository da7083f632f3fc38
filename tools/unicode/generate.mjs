// Writes the two Unicode tables of src/PromRuleLint/Regex from the Unicode data of the JavaScript engine that runs it:
//   node tools/unicode/generate.mjs
// Scripts are those of Unicode 15.0, which Go's package unicode knows; simple case folding is that of the flags "iu".
import { writeFileSync } from 'node:fs';

const folder = new URL('../../src/PromRuleLint/Regex/', import.meta.url);
const newest = 0x10ffff;
const isSurrogate = c => c >= 0xd800 && c <= 0xdfff;

const scripts = `Adlam Ahom Anatolian_Hieroglyphs Arabic Armenian Avestan Balinese Bamum Bassa_Vah Batak Bengali Bhaiksuki
Bopomofo Brahmi Braille Buginese Buhid Canadian_Aboriginal Carian Caucasian_Albanian Chakma Cham Cherokee Chorasmian Common
Coptic Cuneiform Cypriot Cypro_Minoan Cyrillic Deseret Devanagari Dives_Akuru Dogra Duployan Egyptian_Hieroglyphs Elbasan
Elymaic Ethiopic Georgian Glagolitic Gothic Grantha Greek Gujarati Gunjala_Gondi Gurmukhi Han Hangul Hanifi_Rohingya Hanunoo
Hatran Hebrew Hiragana Imperial_Aramaic Inherited Inscriptional_Pahlavi Inscriptional_Parthian Javanese Kaithi Kannada
Katakana Kawi Kayah_Li Kharoshthi Khitan_Small_Script Khmer Khojki Khudawadi Lao Latin Lepcha Limbu Linear_A Linear_B Lisu
Lycian Lydian Mahajani Makasar Malayalam Mandaic Manichaean Marchen Masaram_Gondi Medefaidrin Meetei_Mayek Mende_Kikakui
Meroitic_Cursive Meroitic_Hieroglyphs Miao Modi Mongolian Mro Multani Myanmar Nabataean Nag_Mundari Nandinagari New_Tai_Lue
Newa Nko Nushu Nyiakeng_Puachue_Hmong Ogham Ol_Chiki Old_Hungarian Old_Italic Old_North_Arabian Old_Permic Old_Persian
Old_Sogdian Old_South_Arabian Old_Turkic Old_Uyghur Oriya Osage Osmanya Pahawh_Hmong Palmyrene Pau_Cin_Hau Phags_Pa
Phoenician Psalter_Pahlavi Rejang Runic Samaritan Saurashtra Sharada Shavian Siddham SignWriting Sinhala Sogdian
Sora_Sompeng Soyombo Sundanese Syloti_Nagri Syriac Tagalog Tagbanwa Tai_Le Tai_Tham Tai_Viet Takri Tamil Tangsa Tangut
Telugu Thaana Thai Tibetan Tifinagh Tirhuta Toto Ugaritic Vai Vithkuqi Wancho Warang_Citi Yezidi Yi Zanabazar_Square`.split(/\s+/);

function rangesOf(test) {
  const ranges = [];
  for (let c = 0; c <= newest; c++) {
    if (isSurrogate(c) || !test(String.fromCodePoint(c))) continue;
    const last = ranges.at(-1);
    if (last && last[1] === c - 1) last[1] = c; else ranges.push([c, c]);
  }
  return ranges;
}

// Hexadecimal pairs "gap since the end of the range before" + "further length", a length of 0 left out.
function encode(ranges) {
  let end = 0;
  return ranges.map(([lo, hi]) => {
    const text = (lo - end).toString(16) + (hi > lo ? '+' + (hi - lo).toString(16) : '');
    end = hi;
    return text;
  }).join(' ');
}

function wrap(text, indent) {
  const lines = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line.length + word.length + 1 > 110) { lines.push(line); line = ''; }
    line += word + ' ';
  }
  lines.push(line.trimEnd());
  return lines.map(l => `${indent}"${l}"`).join(' +\n');
}

const header = `// Written by tools/unicode/generate.mjs from Unicode ${process.versions.unicode}; do not edit.\n`;
const entries = scripts.map(name => {
  const expression = new RegExp(`\\p{Script=${name}}`, 'u');
  return `            ["${name}"] =\n${wrap(encode(rangesOf(s => expression.test(s))), '                ')},`;
});
writeFileSync(new URL('UnicodeScripts.g.cs', folder), `${header}
using System.Collections.Frozen;

namespace PromRuleLint.Regex;

/// <summary>The code points of each script, as hexadecimal pairs: gap since the end of the range before, then "+" and how much longer than one the range is.</summary>
internal static class UnicodeScripts
{
    public static readonly FrozenDictionary<string, string> Ranges =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
${entries.join('\n')}
        }.ToFrozenDictionary(StringComparer.Ordinal);
}
`);

const cased = rangesOf(s => /[\p{Changes_When_Lowercased}\p{Changes_When_Uppercased}\p{Changes_When_Titlecased}\p{Changes_When_Casefolded}]/u.test(s))
  .flatMap(([lo, hi]) => Array.from({ length: hi - lo + 1 }, (_, i) => lo + i));
const all = cased.map(c => String.fromCodePoint(c)).join('');
const next = [];
for (const c of cased) {
  const orbit = [...all.matchAll(new RegExp(`\\u{${c.toString(16)}}`, 'giu'))].map(m => m[0].codePointAt(0)).sort((a, b) => a - b);
  if (orbit.length < 2) continue;
  next.push([c, orbit.find(o => o > c) ?? orbit[0]]);
}
const runs = [];
for (const [c, to] of next) {
  const delta = to - c;
  // Upper and lower case often alternate: two runs of stride 2, so the run to extend may be the last but one.
  const run = runs.slice(-2).reverse().find(r => r.delta === delta && (r.stride ? c - r.hi === r.stride : c - r.hi <= 2));
  if (run) {
    run.stride = c - run.hi;
    run.hi = c;
  } else {
    runs.push({ lo: c, hi: c, stride: 0, delta });
  }
}
const numbers = runs.map(r => `0x${r.lo.toString(16)}, 0x${r.hi.toString(16)}, ${r.stride || 1}, ${r.delta},`);
const rows = [];
for (let i = 0; i < numbers.length; i += 4) rows.push('        ' + numbers.slice(i, i + 4).join('  '));
writeFileSync(new URL('UnicodeFolding.g.cs', folder), `${header}
namespace PromRuleLint.Regex;

/// <summary>Simple case folding: runs of first code point, last code point, stride, and distance to the next larger member of the same class (from the largest to the smallest).</summary>
internal static class UnicodeFolding
{
    public static ReadOnlySpan<int> Runs =>
    [
${rows.join('\n')}
    ];
}
`);
