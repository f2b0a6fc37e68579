/** Normalise the ways to type a word. The builder folds the keys of the entries by the same steps. */

/** Offset of katakana from hiragana (Unicode 16, chapter 18.4). */
const KATAKANA = 0x60;

/**
 * Full and half width, capitals, katakana, long vowels with a macron, runs of spaces.
 *
 * @param {string} text
 */
export function fold(text) {
  return text
    .normalize('NFD')
    .replace(/\u0304/g, '')
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[ァ-ヶ]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - KATAKANA))
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * While Japanese is being composed, the letters after the last kana are the beginning of the next one:
 * "がk" on the way to "がく". They are removed, so that the list is not empty after every second key.
 *
 * @param {string} folded
 */
export function withoutBegunKana(folded) {
  return folded.replace(/([ぁ-ゖー])[a-z]+$/, '$1');
}
