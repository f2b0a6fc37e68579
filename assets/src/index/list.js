/** The entries of one view in the page: read once, then shown and hidden. */

import { CONTEXT, MATCH, WEAK, filterItems } from './filter.js';
import { fold } from './fold.js';
import { idOf } from './views.js';

const ENTRY = '[data-glossterm-keys]';
const GROUP = '.glossterm-group';
/** The link of an entry: of its label, or of the concept that an alias refers to. */
const LINK = 'a.glossterm-label, .glossterm-see a';
const DEFINITION = ':scope > .glossterm-gloss, .sd-card-text';
/** Between definitions that are folded at once; not in any text. */
const BETWEEN = '\u{F0000}';

/**
 * Number of entries that change in the first frame, few enough for slow machines. Each further frame changes
 * twice as many, since the cost of a frame grows with the list.
 */
const SLICE = 400;

/** @typedef {ReturnType<typeof readList>} List */

/** @param {Element} scope */
export function readList(scope) {
  const { entries, items, groups, groupOf } = read(scope);
  const letters = /** @type {HTMLAnchorElement[]} */ ([...scope.querySelectorAll('.glossterm-letters a')]);
  const { states, count: total } = filterItems(items, '');
  /** The target states, and the current states of the page. @type {Uint8Array} */
  let wanted = states;
  const present = states.slice();
  let best = 0;
  /** Ids of the groups with visible entries. @type {Set<string | undefined>} */
  let full = new Set();
  /** Those with entries whose labels match. @type {Set<string | undefined>} */
  let strong = new Set();
  const numbers = new Map(groups.map(({ id }, number) => [/** @type {string | undefined} */ (id), number]));
  /** Whether the definitions were read. */
  let complete = false;
  let frame = 0;

  /** Groups and letters at once: most entries without a match are hidden with their group. The tree has none. */
  function show() {
    full = new Set(groupOf.filter((_, place) => wanted[place])).add(undefined);
    strong = new Set(groupOf.filter((_, place) => wanted[place] === MATCH));
    for (const group of groups) {
      group.hidden = !full.has(group.id);
      group.classList.toggle('glossterm-weak', !strong.has(group.id));
    }
    // Neither followed nor read out without a visible target.
    for (const letter of letters) letter.inert = !full.has(idOf(letter.hash));
    update(SLICE);
  }

  /** @param {number} slice  how many entries may change before the next frame */
  function update(slice) {
    cancelAnimationFrame(frame);
    let left = slice;
    for (let place = 0; place < items.length; place++) {
      const state = wanted[place];
      // In a hidden group they need no change.
      if (state === present[place] || !full.has(groupOf[place])) continue;
      if (!left--) {
        frame = requestAnimationFrame(() => update(slice * 2));
        return;
      }
      const entry = entries[place];
      entry.hidden = !state;
      entry.classList.toggle('glossterm-context', !!(state & CONTEXT));
      entry.classList.toggle('glossterm-weak', !!(state & WEAK));
      present[place] = state;
    }
  }

  /** @param {number} place */
  function order(place) {
    const group = groupOf[place];
    const weak = strong.has(group) ? 0 : 2 * groups.length;
    return weak + 2 * (numbers.get(group) ?? 0) + (wanted[place] & WEAK ? 1 : 0);
  }

  /** Once, before the first query, since it takes time in a long list. */
  function readDefinitions() {
    if (complete) return;
    complete = true;
    const texts = entries.map((entry) => entry.querySelector(DEFINITION)?.textContent || '');
    const folded = fold(texts.join(BETWEEN)).split(BETWEEN);
    items.forEach((item, place) => { item.text = folded[place]; });
  }

  /** The link of an entry; entries in front of it are updated first. @param {number} place */
  function labelAt(place) {
    update(Infinity);
    return /** @type {HTMLElement | null | undefined} */ (entries[place]?.querySelector(LINK));
  }

  return {
    total,

    /**
     * @param {string} query  folded
     * @returns how many concepts match
     */
    filter(query) {
      readDefinitions();
      // In a tree nothing changes its place; the other layout would cost more than the filter.
      if (groups.length) scope.classList.toggle('glossterm-filtered', !!query);
      const outcome = filterItems(items, query);
      wanted = outcome.states;
      best = outcome.best;
      show();
      return outcome.count;
    },

    /** The link of the best match. */
    best: () => labelAt(best),

    /**
     * The link of the next matching entry, from the one that contains *from* or from the beginning.
     *
     * @param {Element} from
     * @param {1 | -1} way
     */
    next(from, way) {
      const inOrder = [...items.keys()].filter((place) => wanted[place] & MATCH);
      // As they are shown: groups and entries in which only definitions match come last.
      if (groups.length) inOrder.sort((one, two) => order(one) - order(two) || one - two);
      const current = entries.indexOf(/** @type {HTMLElement} */ (from.closest(ENTRY)));
      return labelAt(inOrder[inOrder.indexOf(current) + way]);
    },
  };
}

/** @param {Element} scope */
function read(scope) {
  const entries = /** @type {HTMLElement[]} */ ([]);
  const items = /** @type {import('./filter.js').Item[]} */ ([]);
  const groups = /** @type {HTMLElement[]} */ ([]);
  /** Ids of their groups. */
  const groupOf = /** @type {(string | undefined)[]} */ ([]);
  /** Indices of the ancestors of the current entry. @type {number[]} */
  const around = [];
  for (const found of scope.querySelectorAll(`${GROUP}, ${ENTRY}`)) {
    const element = /** @type {HTMLElement} */ (found);
    if (element.matches(GROUP)) {
      groups.push(element);
      continue;
    }
    while (around.length && !entries[around[around.length - 1]].contains(element)) around.pop();
    items.push({
      keys: `\n${element.dataset.glosstermKeys}\n`,
      text: '',
      concept: (element.matches('.glossterm-entry') && element.dataset.glossterm) || '',
      parent: around[around.length - 1] ?? -1,
    });
    groupOf.push(groups[groups.length - 1]?.id);
    around.push(entries.push(element) - 1);
  }
  return { entries, items, groups, groupOf };
}
