/** The button that switches tips off: in the tip, and then at the end of the page to switch them on again. */

import { LINK, create, landmarkOf } from './view.js';

/** Name of the setting in the browser's storage. */
const KEY = 'glossterm-tips';

/**
 * @param {DOMStringMap} words those of the button are missing if the project leaves it out
 * @param {{ off: boolean }} page
 * @param {() => void} close
 * @returns {(part?: Element) => void} puts the button in a part of a tip, or in the page while tips are off
 */
export function createSwitch({ glosstermOff, glosstermOn, glosstermLang }, page, close) {
  const button = create('button', { type: 'button', className: 'glossterm-switch' });
  if (glosstermLang) button.lang = glosstermLang;
  button.onclick = () => {
    page.off = !page.off;
    storage((store) => { store[KEY] = page.off; });
    close();
    button.remove();
    put();
  };
  // Without the button, nobody could switch them on again.
  page.off = !!glosstermOff && storage((store) => store[KEY]) === 'true';

  /** @param {Element} [part] */
  function put(part) {
    button.textContent = (page.off ? glosstermOn : glosstermOff) || '';
    if (glosstermOff) (page.off ? landmarkOf(document.querySelector(LINK)) : part)?.append(button);
  }
  return put;
}

/**
 * Browsers may forbid storage, also by raising an exception on access.
 *
 * @template T
 * @param {(store: Storage) => T} use
 */
function storage(use) {
  try {
    return use(localStorage);
  } catch {
    return null;
  }
}
