/**
 * Letters, digits and signs of other scripts that look like Latin ones, after Unicode's table of confusables (UTS 39),
 * in pairs: the sign, then what it is taken for. Both cases of a letter may look like different ones ("η" like n, "Η"
 * like H). Whoever reads a name does not see which was typed, so both are the same name.
 */
const pairs: readonly string[] = [
  // Cyrillic
  'аa вb гr еe ёe иu йu кk мm нh оo пn рp сc тt уy ўy хx ьb ѕs іi їi јj һh ԁd ԛq ԝw ѵv ӏl ԍg ҽe ґr АA',
  'ВB ГR ЕE ЁE ИU ЙU КK МM НH ОO ПN РP СC ТT УY ЎY ХX ЬB ЅS ІI ЇI ЈJ ҺH ԀD ԚQ ԜW ѴV ӀL',
  // Greek
  'αa βb γy εe ζz ηn ιi κk μu νv οo πn ρp σo ςc τt υu χx ωw ϲc ϳj ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT',
  'ΥY ΧX ϹC ͿJ',
  // Armenian and Coptic
  'ոn օo սu հh ցg զq յj ՕO ՍU ՏS ⲟo ⲣp ⲥc ⲁa ⲓi',
  // Small capitals and letters of phonetics
  'ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ꞯq ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz ɑa ɡg ɩi ʋv ɵo ƅb ɓb ɖd',
  'ɗd ɦh ɨi ɱm ɲn ɳn ʈt ʉu ƒf ǀl',
  // Signs
  '‐- ‒- –- —- ―- −- ⁃- ․. ·. ‧. 。. ∙. ⁄/ ∕/ ╱/ ⧸/ ∖\\ ⧵\\ ⟍\\ ∶: ː: ˸: ꞉: ׃: ։: ＠@ ﹫@ ˍ_',
];
const twins: ReadonlyMap<string, string> = new Map(
  pairs.flatMap((line) => line.split(' ').map((pair) => [pair.slice(0, -1), pair.slice(-1)] as const)),
);

/** First sign of each run of ten digits that compatibility normalisation leaves as it is. */
const zeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
  0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
  0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0,
];
/** First letters of alphabets in flags, circles and boxes, A to Z. */
const alphabets = [0x1f1e6, 0x1f150, 0x1f170];

/** The text with Latin letters, ASCII digits and signs wherever something looks like one; for searching. */
export function latinForm(text: string): string {
  return text.replace(/[^\u0000-\u007f]/gu, (sign) => twins.get(sign) ?? counted(sign));
}

function counted(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  const zero = zeros.find((start) => code >= start && code < start + 10);
  if (zero !== undefined) return String(code - zero);
  const first = alphabets.find((start) => code >= start && code < start + 26);
  return first === undefined ? sign : String.fromCharCode(97 + code - first);
}
