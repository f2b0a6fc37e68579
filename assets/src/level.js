/** One tip, its state, and the links that open it. There are two: for the page, and for links in the first tip. */

import { entryOf } from './data.js';
import { IDLE, TIP, step } from './state.js';
import { LINK, create, isOpen, placeTip } from './view.js';

/** @typedef {import('./place.js').Point} Point */
/** @typedef {import('./state.js').Spot} Spot */

/**
 * @typedef {object} Level
 * @property {HTMLElement} tip
 * @property {(type: import('./state.js').Event['type'], spot?: Spot) => void} send an event
 * @property {() => void} put the tip in its position
 * @property {(target: EventTarget | null) => Spot} spotOf an element
 * @property {Readonly<import('./state.js').State>} state
 */

/**
 * @typedef {object} Page
 * @property {Point | null} point the last position of the pointer
 * @property {boolean} off whether the reader has switched tips off
 * @property {(tip: HTMLElement, link: HTMLElement) => void} open the tip of this link
 */

/**
 * @param {string} id
 * @param {Page} page
 * @param {Level} [inner] the level of the links in this tip
 * @returns {Level}
 */
export function createLevel(id, page, inner) {
  // A browser that does not support "hint" uses "manual", which is enough with our own state.
  const tip = create('div', { id, popover: 'hint' });
  /** @type {Level} */
  const level = { tip, state: IDLE, send, put, spotOf };
  /** @type {number | undefined} */
  let timer;

  /**
   * @param {import('./state.js').Event['type']} type
   * @param {Spot} [spot]
   */
  function send(type, spot) {
    const { state, effects } = step(level.state, { type, spot }, performance.now());
    // Before the effects: one of them moves the focus, which triggers the next event.
    level.state = state;
    if (effects.refocus) /** @type {HTMLElement} */ (effects.refocus).focus();
    if (effects.shown !== undefined) {
      // Its links are about to go.
      inner?.send('close');
      if (effects.shown) page.open(tip, /** @type {HTMLElement} */ (effects.shown));
      else tip.hidePopover();
      put();
    }
    if (effects.moved) put();
    clearTimeout(timer);
    // A timer that fires slightly early is set again by this line.
    if (effects.wait) timer = setTimeout(() => send('timer'), effects.wait);
  }

  function put() {
    const { shown, focused } = level.state;
    if (isOpen(tip)) placeTip(tip, /** @type {HTMLElement} */ (shown), shown === focused ? null : page.point);
  }

  /**
   * @param {EventTarget | null} target
   * @returns {Spot}
   */
  function spotOf(target) {
    if (!(target instanceof Element)) return null;
    if (tip.contains(target)) return TIP;
    const link = page.off ? null : target.closest(LINK);
    // A link without data is a plain link. Without an inner level, only links in the tip around count.
    return link && entryOf(link) && (inner || link.closest('[popover]')) ? link : null;
  }

  return level;
}
