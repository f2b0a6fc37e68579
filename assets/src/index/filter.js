/** Filter the entries of a list by a query: from keys and their nesting to states, without a DOM. */

/**
 * @typedef {object} Item  an entry, in the order of the page
 * @property {string} keys   its folded keys, a line feed before, between and after them
 * @property {string} text   its folded definition
 * @property {string} concept  its id, or '' for a line that only refers to another entry
 * @property {number} parent  index of the entry that contains it, or -1
 */

export const HIDDEN = 0;
/** Matches nothing itself; shown because an entry in it matches. */
export const CONTEXT = 1;
export const MATCH = 2;
/** Flag, combined with a match: only the definition matches. */
export const WEAK = 4;

/** From this length on, a query that matches nothing may have a typing error. */
const MIN_LENGTH = 4;
const MAX_LENGTH = 40;

/**
 * @typedef {object} Outcome
 * @property {Uint8Array} states  one for each item
 * @property {number} count  how many concepts match
 * @property {number} best  index of the best match, -1 if none matches
 */

/**
 * The places of the best matches, the best first.
 *
 * @param {Item[]} items
 * @param {string} query  folded
 * @param {number} limit
 */
export function bestItems(items, query, limit) {
  const { states, count } = filterItems(items, query);
  const ranks = items.map(({ keys }, place) => (states[place] === MATCH ? rankOf(keys, query) : 0));
  const places = [...items.keys()].filter((place) => states[place]);
  places.sort((one, two) => ranks[two] - ranks[one] || one - two);
  return { places: places.slice(0, limit), count };
}

/**
 * If nothing matches, labels match with one letter too much, too little, wrong, or two letters exchanged.
 *
 * @param {Item[]} items
 * @param {string} query  folded; its words may be in any order, and all must match
 * @returns {Outcome}
 */
export function filterItems(items, query) {
  const words = query.split(' ');
  const found = pass(items, query, ({ keys, text }) => {
    if (words.every((word) => keys.includes(word))) return MATCH;
    return words.every((word) => keys.includes(word) || text.includes(word)) ? MATCH | WEAK : HIDDEN;
  });
  if (found.best >= 0 || query.length < MIN_LENGTH || query.length > MAX_LENGTH) return found;
  const similar = words.map(withError);
  return pass(items, query, ({ keys }) => (similar.every((pattern) => pattern.test(keys)) ? MATCH : HIDDEN));
}

/**
 * One pass from the end, so that an entry is processed after its children.
 *
 * @param {Item[]} items
 * @param {string} query
 * @param {(item: Item) => number} stateOf
 * @returns {Outcome}
 */
function pass(items, query, stateOf) {
  const states = new Uint8Array(items.length);
  const concepts = new Set();
  let best = -1;
  let bestRank = 0;
  for (let place = items.length - 1; place >= 0; place--) {
    const { keys, concept, parent } = items[place];
    const state = stateOf(items[place]);
    if (state) {
      states[place] = state;
      const rank = state & WEAK ? 0 : rankOf(keys, query);
      if (rank >= bestRank && (concept || best < 0)) [best, bestRank] = [place, rank];
      concepts.add(concept);
    }
    if (states[place] && parent >= 0) states[parent] = CONTEXT;
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
  if (!keys.includes('\n' + query)) return 1;
  return keys.includes(`\n${query}\n`) ? 3 : 2;
}

/**
 * Matches the beginning of a word like *word*, with at most one typing error.
 *
 * @param {string} word
 */
export function withError(word) {
  const letters = [...word].map((letter) => letter.replace(/[$()*+./?[\\\]^{|}-]/, '\\$&'));
  const ways = letters.flatMap((letter, place) => {
    const before = letters.slice(0, place).join('');
    const [next = '', ...rest] = letters.slice(place + 1);
    const after = next + rest.join('');
    return [`${before}.?${after}`, `${before}.${letter}${after}`, before + next + letter + rest.join('')];
  });
  return new RegExp(`[\\n -](${ways.join('|')})`, 'u');
}
