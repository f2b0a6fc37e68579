/** What a reader has chosen, for the next visit. */

/**
 * @param {string} name
 * @returns {string}  empty if nothing was stored, or reading is not allowed
 */
export function recall(name) {
  try {
    return localStorage[name] || '';
  } catch {
    return '';
  }
}

/**
 * @param {string} name
 * @param {string} value
 */
export function remember(name, value) {
  try {
    localStorage[name] = value;
  } catch {
    // Not allowed, or full: the next visit begins as the first.
  }
}
