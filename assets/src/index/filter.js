/** Filter the entries of a list by a query: from keys and their nesting to states, without a DOM. */

/**
 * @typedef {object} Item  an entry, in the order of the page
 * @property {string} keys   its folded keys, a line feed before, between and after them
 * @property {string} concept  its id, or '' for a line that only refers to another entry
 * @property {number} parent  index of the entry that contains it, or -1
 */

export const HIDDEN = 0;
/** Matches nothing itself; shown because an entry in it matches. */
export const CONTEXT = 1;
export const MATCH = 2;
/** Flag, combined with the states above: the last visible item in its parent entry. */
export const LAST = 4;

/**
 * @typedef {object} Outcome
 * @property {Uint8Array} states  one for each item
 * @property {number} count  how many concepts match
 * @property {number} best  index of the best match, -1 if none matches
 */

/**
 * One pass from the end, so that an entry is processed after its children.
 *
 * @param {Item[]} items
 * @param {string} query  folded; its words may be in any order, and all must match
 * @returns {Outcome}
 */
export function filterItems(items, query) {
  const words = query.split(' ');
  const states = new Uint8Array(items.length);
  const concepts = new Set();
  let best = -1;
  let bestRank = 0;
  for (let place = items.length - 1; place >= 0; place--) {
    const { keys, concept, parent } = items[place];
    if (words.every((word) => keys.includes(word))) {
      states[place] = MATCH;
      const rank = rankOf(keys, query);
      if (concept && rank >= bestRank) [best, bestRank] = [place, rank];
      concepts.add(concept);
    }
    if (states[place] && parent >= 0) {
      if (!states[parent]) states[place] |= LAST;
      states[parent] = CONTEXT;
    }
  }
  concepts.delete('');
  return { states, count: concepts.size, best };
}

/**
 * How well a key matches: whole, at its start, or anywhere.
 *
 * @param {string} keys
 * @param {string} query
 */
function rankOf(keys, query) {
  if (!keys.includes('\n' + query)) return 0;
  return keys.includes(`\n${query}\n`) ? 2 : 1;
}
