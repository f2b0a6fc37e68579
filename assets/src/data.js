/** The definitions that the page has, and those that links in tips need besides. */

import { LINK, create } from './view.js';

/** @typedef {import('./content.js').Entry} Entry */

/**
 * The data is an object without a prototype, since ids may be any strings. It is read each time, since files may
 * be loaded at any time.
 *
 * @param {string | undefined} concept
 */
function find(concept = '') {
  return /** @type {{ glossterm?: Record<string, any> }} */ (/** @type {unknown} */ (window)).glossterm?.[concept];
}

/**
 * @param {HTMLElement} link
 * @returns {Entry | undefined}
 */
export function entryOf(link) {
  return find(link.dataset.glossterm);
}

/**
 * Load the definitions that links in *tip* need and the page does not have. If there may be any, the page
 * has the number of their files under the empty id.
 *
 * @param {Element} tip
 * @param {string} root address of the site
 * @param {() => void} loaded
 */
export function requestDefinitions(tip, root, loaded) {
  const count = find();
  for (const link of count ? tip.querySelectorAll(LINK) : []) {
    if (entryOf(link)) continue;
    const src = `${root}_glossterm_more/${fileOf(`${link.dataset.glossterm}`, count)}.js`;
    // Not a script element, since a policy of Trusted Types would forbid its address. But from disk only
    // script elements can load. Neither requests a file twice.
    if (/^http/.test(src)) import(src).then(loaded, () => {});
    else document.head.append(create('script', { src }));
  }
}

/**
 * The number of the file with the definition of *concept*; `file_of` in `sphinx_ext/tips/sidecars.py`.
 *
 * @param {string} concept
 * @param {number} count
 */
export function fileOf(concept, count) {
  return new TextEncoder().encode(concept).reduce((sum, byte) => (sum * 256 + byte) % count, 0);
}
