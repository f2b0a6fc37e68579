/** The parts of the tree that readers open and close. Their choice is kept for the next visit. */

import { recall, remember } from './store.js';

const STORE = 'glossterm-folds';

/** @typedef {ReturnType<typeof startFolds>} Folds */

/** @param {Element} scope */
export function startFolds(scope) {
  const store = STORE + location.pathname;
  const folds = /** @type {HTMLDetailsElement[]} */ ([...scope.querySelectorAll('.glossterm-fold')]);
  const button = /** @type {HTMLButtonElement | null} */ (scope.querySelector('.glossterm-open'));
  const opened = folds.some((fold) => fold.open);
  /** Concepts whose parts differ from the state in the page. @type {Set<string>} */
  let changed = new Set(chosen());
  let filtered = false;

  /** @param {HTMLDetailsElement} fold */
  const idOf = (fold) => /** @type {HTMLElement} */ (fold.parentElement).dataset.glossterm || '';

  /** Not if it is so already: setting the attribute again costs a new style for each. */
  const set = (/** @type {HTMLDetailsElement} */ fold, /** @type {boolean} */ open) => {
    if (fold.open !== open) fold.open = open;
  };

  /** Set all to the states that the reader has chosen. */
  function restore() {
    for (const fold of folds) set(fold, changed.has(idOf(fold)) !== opened);
    label();
  }

  function label() {
    if (!button) return;
    button.hidden = filtered || !folds.length;
    button.textContent = button.dataset[folds.every((fold) => fold.open) ? 'glosstermClose' : 'glosstermOpen'] || '';
  }

  /** @returns {string[]} */
  function chosen() {
    try {
      const kept = JSON.parse(recall(store) || '[]');
      return Array.isArray(kept) ? kept : [];
    } catch {
      return [];
    }
  }

  function keep() {
    remember(store, JSON.stringify([...changed]));
  }

  restore();
  return {
    /** Open all while a query is shown, since entries without a match are hidden. @param {boolean} now */
    filter(now) {
      if (now === filtered) return;
      filtered = now;
      if (!now) return restore();
      for (const fold of folds) set(fold, true);
      label();
    },

    /** @param {Element} target  what the reader has clicked */
    click(target) {
      const fold = /** @type {HTMLDetailsElement | null} */ (target.closest('summary')?.closest('.glossterm-fold'));
      if (target === button) {
        const open = !folds.every((each) => each.open);
        changed = new Set(open === opened ? [] : folds.map(idOf));
        restore();
        keep();
      } else if (fold && !filtered) {
        // Called before the browser opens or closes it.
        changed[fold.open === opened ? 'add' : 'delete'](idOf(fold));
        keep();
        setTimeout(label);
      }
    },
  };
}
