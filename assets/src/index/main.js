/** Connect input and links of each index on the page to its list and views. */

import { fold, withoutBegunKana } from './fold.js';
import { startFolds } from './folds.js';
import { readList } from './list.js';
import { startSearch } from './search.js';
import { recall, remember } from './store.js';
import { VIEWS, idOf, viewFor } from './views.js';

/** Storage key of the last chosen view. */
const STORE = 'glossterm-view';

/** Milliseconds: the count is announced after typing stops, not between two keys. */
const ANNOUNCE_DELAY = 300;

const page = document.documentElement;

/** Read once, so that going back to the address without a view shows the same view as before. */
const chosen = recall(STORE);

// Loaded in the head, before there is a body: the right view is rendered at once, without layout shifts.
page.dataset.glosstermView = viewFor(VIEWS, idOf(location.hash), '', chosen);

if (document.readyState === 'loading') {
  addEventListener('DOMContentLoaded', startAll);
} else {
  startAll();
}

function startAll() {
  for (const root of document.querySelectorAll('.glossterm-index')) start(root);
}

/** @param {Element} root */
function start(root) {
  const box = /** @type {HTMLElement | null} */ (root.querySelector('.glossterm-filter'));
  if (!box) startFoldsOnly(root);
  // Already visible: a theme that replaces pages has run the script again.
  if (!box?.hidden) return;
  box.hidden = false;
  showBackground(/** @type {HTMLElement} */ (root));
  const input = /** @type {HTMLInputElement} */ (box.querySelector('input'));
  const clear = /** @type {HTMLButtonElement} */ (box.querySelector('button'));
  const output = /** @type {HTMLOutputElement} */ (box.querySelector('output'));
  // On an index with several pages, these are other pages.
  const links = /** @type {HTMLAnchorElement[]} */ ([...root.querySelectorAll('.glossterm-views a[href^="#"]')]);
  const views = links.map((link) => idOf(link.hash));
  /** The filtered list: that of the visible view. */
  let scope = root;
  /** @type {Map<Element, import('./list.js').List | import('./search.js').Search>} */
  const lists = new Map();
  /** @type {Map<Element, import('./folds.js').Folds>} */
  const folds = new Map();
  /** @type {number | undefined} */
  let timer;

  const search = box.dataset.glosstermTerms ? startSearch(root, box) : undefined;

  function list() {
    if (search) {
      search.load(() => filter());
      return search;
    }
    const found = lists.get(scope) || readList(scope);
    lists.set(scope, found);
    return found;
  }

  function filter(composing = false) {
    const folded = fold(input.value);
    const query = composing ? withoutBegunKana(folded) : folded;
    const count = list().filter(query);
    folds.get(scope)?.filter(!!query);
    clear.hidden = !input.value;
    const { glosstermCount = '', glosstermNone = '' } = /** @type {HTMLElement} */ (box).dataset;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const words = count ? glosstermCount.replace('%s', `${count}`).replace('%s', `${list().total}`) : glosstermNone;
      output.value = query && words;
    }, ANNOUNCE_DELAY);
  }

  /** @param {string} text */
  function ask(text) {
    input.value = text;
    filter();
    input.focus();
  }

  /** Show the view and the element in the address. */
  function follow() {
    const id = idOf(location.hash);
    const target = document.getElementById(id);
    const wasHidden = target && !target.checkVisibility();
    if (views.length) {
      const view = viewFor(views, id, target?.closest('.glossterm-view')?.id, chosen);
      page.dataset.glosstermView = view;
      for (const link of links) {
        link.ariaCurrent = `${link.hash === '#' + view}`;
      }
      scope = document.getElementById(view) || root;
    }
    if (target && root.contains(target) && !views.includes(id)) {
      if (target.closest('[hidden]')) input.value = '';
      // The browser could not scroll to the element while it was hidden.
      // Elements that come into view are measured then, and move, so scroll again.
      if (wasHidden) [0, 50, 99].map((delay) => setTimeout(() => target.scrollIntoView(), delay));
    }
    if (!folds.has(scope)) folds.set(scope, startFolds(scope));
    // Each view is filtered when it is shown.
    if (input.value || lists.has(scope)) filter();
  }

  /** @param {KeyboardEvent} event  @returns whether the key was meant for the index */
  function press({ key, target }) {
    const from = /** @type {Element} */ (target);
    const inBox = from === input;
    let goal;
    if (key === '/' && !inBox) {
      goal = input;
    } else if (key === 'Escape' && input.value) {
      ask('');
      goal = input;
    } else if (key === 'Enter' && inBox) {
      goal = list().best();
    } else if (key === 'ArrowDown' && (inBox || isResult(from))) {
      goal = list().next(from, 1);
    } else if (key === 'ArrowUp' && isResult(from)) {
      goal = list().next(from, -1) || input;
    }
    goal?.focus();
    return goal;
  }

  /** Without a query the arrow keys scroll the page, as usual. @param {Element} element */
  function isResult(element) {
    return input.value && element.closest('[data-glossterm-keys]');
  }

  const listeners = {
    /** Read before the first key, since it takes too long then. @param {FocusEvent} event */
    focusin(event) {
      if (event.target === input) list();
    },

    /** @param {InputEvent} event */
    input(event) {
      filter(event.isComposing);
    },

    /** @param {CompositionEvent} _event */
    compositionend(_event) {
      filter();
    },

    /** @param {KeyboardEvent} event */
    keydown(event) {
      // 229: in Safari, the key still belongs to the composition of Japanese.
      if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!press(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },

    /** @param {MouseEvent} event */
    click(event) {
      const target = /** @type {Element} */ (event.target);
      const link = links.find((view) => view.contains(target));
      const tag = target.closest('.glossterm-tag:not(.glossterm-status)');
      if (link) remember(STORE, idOf(link.hash));
      if (target === clear) ask('');
      if (tag && !event.ctrlKey && !event.metaKey) {
        // The link leads to the group of the tag, for readers without scripts.
        event.preventDefault();
        ask(`#${tag.textContent}`);
      }
      folds.get(scope)?.click(target);
    },
  };
  for (const [type, listener] of Object.entries(listeners)) {
    root.addEventListener(type, /** @type {EventListener} */ (listener));
  }
  if (root.querySelector('.glossterm-views')) {
    // Anywhere in the generated page, whose search box of the theme may listen to the same key.
    addEventListener('keydown', (event) => {
      const from = /** @type {Element} */ (event.target);
      if (!from.closest('input, textarea, select, [contenteditable], .glossterm-index')) listeners.keydown(event);
    }, true);
  }
  addEventListener('hashchange', follow);
  // When going back from another page, browsers restore the input.
  addEventListener('pageshow', follow);
  follow();
}

/** A small tree has no filter. @param {Element} root */
function startFoldsOnly(root) {
  const button = /** @type {HTMLElement | null} */ (root.querySelector('.glossterm-open'));
  if (!button?.hidden) return;
  const folds = startFolds(root);
  root.addEventListener('click', (event) => folds.click(/** @type {Element} */ (event.target)));
}

/**
 * Themes without custom properties for their colours: what moves under the letters must not be seen.
 *
 * @param {HTMLElement} root
 */
function showBackground(root) {
  if (getComputedStyle(root).getPropertyValue('--gt-back').trim() !== 'Canvas') return;
  let around = /** @type {Element | null} */ (root);
  let colour = '';
  do {
    colour = around ? getComputedStyle(around).backgroundColor : '';
    around = around && around.parentElement;
  } while (/^rgba.*, 0\)$/.test(colour));
  if (colour) root.style.setProperty('--gt-back', colour);
}
