/** The filter of an index with several pages: it shows the best matches of a list of all terms. */

import { bestItems } from './filter.js';
import { fold } from './fold.js';

/** More would not be read. */
const MOST = 100;
/** Between definitions that are folded at once; not in any text. */
const BETWEEN = '\u{F0000}';

/**
 * @typedef {object} Terms  the file that the builder writes
 * @property {string[]} pages  addresses, relative to the root of the site
 * @property {[label: string, page: number, id: string, keys: string, definition: string][]} terms
 */

/** @typedef {ReturnType<typeof startSearch>} Search */

/**
 * @param {Element} root
 * @param {HTMLElement} box
 */
export function startSearch(root, box) {
  const shown = /** @type {HTMLElement[]} */ ([...root.children]);
  const after = shown.slice(shown.indexOf(box) + 1);
  const list = document.createElement('ul');
  box.after(list);
  /** @type {import('./filter.js').Item[]} */
  let items = [];
  /** @type {Terms | undefined} */
  let data;

  function read() {
    data = /** @type {any} */ (window).glosstermTerms;
    if (!data) return;
    const texts = fold(data.terms.map((term) => term[4]).join(BETWEEN)).split(BETWEEN);
    items = data.terms.map(([, , , keys], place) => ({
      keys: `\n${keys}\n`, text: texts[place], concept: `${place}`, parent: -1,
    }));
  }

  return {
    /** Load the list, once. @param {() => void} done */
    load(done) {
      const address = box.dataset.glosstermTerms;
      if (!address) return;
      delete box.dataset.glosstermTerms;
      const script = document.createElement('script');
      script.src = address;
      script.onload = () => { read(); done(); };
      // Relative to the folder for static files.
      box.dataset.glosstermRoot = new URL('..', script.src).href;
      document.head.append(script);
    },

    get total() {
      return items.length;
    },

    /** @param {string} query  folded; empty: show the page as it was */
    filter(query) {
      for (const element of after) element.hidden = !!query;
      list.replaceChildren();
      if (!query || !data) return items.length;
      const { places, count } = bestItems(items, query, MOST);
      list.append(...places.map((place) => item(/** @type {Terms} */ (data), place)));
      return count;
    },

    best: () => list.querySelector('a'),

    /**
     * @param {Element} from
     * @param {1 | -1} way
     */
    next(from, way) {
      const links = [...list.querySelectorAll('a')];
      return links[links.indexOf(/** @type {HTMLAnchorElement} */ (from)) + way];
    },
  };

  /**
   * @param {Terms} terms
   * @param {number} place
   */
  function item({ pages, terms }, place) {
    const [label, page, id, , definition] = terms[place];
    const line = document.createElement('li');
    const link = document.createElement('a');
    const gloss = document.createElement('span');
    line.className = 'glossterm-entry';
    line.dataset.glosstermKeys = '';
    link.className = 'glossterm-label';
    link.href = `${new URL(pages[page], box.dataset.glosstermRoot)}#${encodeURIComponent(id)}`;
    link.textContent = label;
    gloss.className = 'glossterm-gloss';
    gloss.textContent = definition;
    line.append(link, gloss);
    return line;
  }
}
