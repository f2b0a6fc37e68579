/** The entries of one view in the page: read once, then shown and hidden. */

import { CONTEXT, LAST, MATCH, filterItems } from './filter.js';
import { idOf } from './views.js';

const ENTRY = '[data-glossterm-keys]';
const GROUP = '.glossterm-group';
/** The link of an entry: of its label, or of the concept that an alias refers to. */
const LINK = 'a.glossterm-label, .glossterm-see a';

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
  let frame = 0;

  /** Groups and letters at once: most entries without a match are hidden with their group. The tree has none. */
  function show() {
    full = new Set(groupOf.filter((_, place) => wanted[place])).add(undefined);
    for (const group of groups) group.hidden = !full.has(group.id);
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
      entry.classList.toggle('glossterm-last', !!(state & LAST));
      present[place] = state;
    }
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
      let place = entries.indexOf(/** @type {HTMLElement} */ (from.closest(ENTRY)));
      do place += way; while (place in items && !(wanted[place] & MATCH));
      return labelAt(place);
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
      concept: (element.matches('.glossterm-entry') && element.dataset.glossterm) || '',
      parent: around[around.length - 1] ?? -1,
    });
    groupOf.push(groups[groups.length - 1]?.id);
    around.push(entries.push(element) - 1);
  }
  return { entries, items, groups, groupOf };
}
