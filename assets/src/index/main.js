/** Wiring of the index: what the reader types and follows → list and views. For each index on the page. */

import { fold, withoutBegunKana } from './fold.js';
import { readList } from './list.js';
import { VIEWS, idOf, viewFor } from './views.js';

/** Where the browser keeps the view that was chosen last. */
const STORE = 'glossterm-view';

/** Milliseconds: the count is spoken when the typing rests, not between two keys. */
const ANNOUNCE_DELAY = 300;

const page = document.documentElement;

/** Read once: back at the address without a view stands what stood there before. */
const chosen = recall();

// Loaded in the head, before there is a body: the right view is drawn at once, nothing moves.
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
  // Shown already: a theme that swaps pages has run the script again.
  if (!box?.hidden) return;
  box.hidden = false;
  const input = /** @type {HTMLInputElement} */ (box.querySelector('input'));
  const output = /** @type {HTMLOutputElement} */ (box.querySelector('output'));
  const links = /** @type {HTMLAnchorElement[]} */ ([...root.querySelectorAll('.glossterm-views a')]);
  const views = links.map((link) => idOf(link.hash));
  /** What is filtered: the view that is shown. */
  let scope = root;
  /** @type {Map<Element, import('./list.js').List>} */
  const lists = new Map();
  /** @type {number | undefined} */
  let timer;

  function list() {
    const found = lists.get(scope) || readList(scope);
    lists.set(scope, found);
    return found;
  }

  function filter(composing = false) {
    const folded = fold(input.value);
    const query = composing ? withoutBegunKana(folded) : folded;
    const count = list().filter(query);
    const { glosstermCount = '', glosstermNone = '' } = /** @type {HTMLElement} */ (box).dataset;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const words = count ? glosstermCount.replace('%s', `${count}`).replace('%s', `${list().total}`) : glosstermNone;
      output.value = query && words;
    }, ANNOUNCE_DELAY);
  }

  /** Shows the view and the place that the address names. */
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
      // The browser went nowhere: there was nothing to see then.
      // What comes into view is measured then, and moves: so it goes there again.
      if (wasHidden) [0, 50, 99].map((delay) => setTimeout(() => target.scrollIntoView(), delay));
    }
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
      input.value = '';
      filter();
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

  /** While there is no query the arrows scroll the page, as everywhere. @param {Element} element */
  function isResult(element) {
    return input.value && element.closest('[data-glossterm-keys]');
  }

  const listeners = {
    /** Read before the first key, which has no time for it. @param {FocusEvent} event */
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
      // 229: Safari's way to say that the key still belongs to the composition of Japanese.
      if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!press(event)) return;
      event.preventDefault();
      event.stopPropagation();
    },

    /** @param {MouseEvent} event */
    click(event) {
      const link = links.find((view) => view.contains(/** @type {Element} */ (event.target)));
      if (link) remember(idOf(link.hash));
    },
  };
  for (const [type, listener] of Object.entries(listeners)) {
    root.addEventListener(type, /** @type {EventListener} */ (listener));
  }
  addEventListener('hashchange', follow);
  // Back from another page, browsers put back what was typed.
  addEventListener('pageshow', follow);
  follow();
}

/** @param {string} view */
function remember(view) {
  try {
    localStorage[STORE] = view;
  } catch {
    // Not allowed, or full: the next visit begins with the first view.
  }
}

function recall() {
  try {
    return localStorage[STORE] || '';
  } catch {
    return '';
  }
}
