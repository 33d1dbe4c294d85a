// Finding words while they are still being composed: a Korean syllable grows letter by letter, and its last consonant may
// turn out to be the first one of the next syllable.

/** Consonants that stand alone or at the end of a syllable, as they are at its beginning. */
const INITIALS: Record<string, string> = {};

// Jongseong U+11A8…, compatibility jamo U+3131…, both in the order of the Unicode charts; choseong U+1100…
const FINAL = "ᆨᆩᆫᆮᆯᆷᆸᆺᆻᆼᆽᆾᆿᇀᇁᇂ";
const ALONE = "ㄱㄲㄴㄷㄹㅁㅂㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
const INITIAL = "ᄀᄁᄂᄃᄅᄆᄇᄉᄊᄋᄌᄎᄏᄐᄑᄒ";
[...INITIAL].forEach((initial, at) => {
  for (const same of [FINAL[at], ALONE[at]]) if (same) INITIALS[same] = initial;
});
Object.assign(INITIALS, { ㄸ: "ᄄ", ㅃ: "ᄈ", ㅉ: "ᄍ" });
// Two consonants at the end of a syllable.
const PAIRS = { ᆪ: "ᄀᄉ", ᆬ: "ᄂᄌ", ᆭ: "ᄂᄒ", ᆰ: "ᄅᄀ", ᆱ: "ᄅᄆ", ᆲ: "ᄅᄇ", ᆳ: "ᄅᄉ", ᆴ: "ᄅᄐ", ᆵ: "ᄅᄑ", ᆶ: "ᄅᄒ", ᆹ: "ᄇᄉ" };
Object.assign(INITIALS, PAIRS);

/** A text in letters that can be compared while the last of them are being composed. */
export function folded(text: string): string {
  return [...text.toLowerCase().normalize("NFD")].map((letter) => INITIALS[letter] ?? letter).join("");
}
