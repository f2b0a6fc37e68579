/** Connect events of the page to state and view. All listeners are on the document, none on a link. */

import { IDLE, TIP, step } from './state.js';
import { describe, isInView, isTipOpen, placeTip, showTip, tip } from './view.js';

/** @typedef {import('./content.js').Entry} Entry */
/** @typedef {import('./state.js').Spot} Spot */

const LINK = 'a[data-glossterm]';

/** Set by the first copy of the script, since a theme that replaces pages may run it again. */
const STARTED = Symbol.for('glossterm');

/** Safari does not support idle callbacks. */
const idle = window.requestIdleCallback || setTimeout;

const script = /** @type {HTMLScriptElement} */ (document.currentScript);

// Without support for popovers the links are ordinary links.
if (tip.popover && !(STARTED in document)) {
  Object.assign(document, { [STARTED]: true });
  start();
}

function start() {
  const site = {
    // Not from an attribute of the page: some themes omit it, and pages may be in folders.
    root: new URL('../', script.src).href,
    words: script.dataset,
  };
  let state = IDLE;
  /** @type {number | undefined} */
  let timer;
  /** The last position of the pointer. @type {import('./place.js').Point | null} */
  let point = null;
  /** The link that was touched while its tip was closed. @type {Spot} */
  let tapped = null;

  /**
   * @param {import('./state.js').Event['type']} type
   * @param {Spot} [spot]
   */
  function send(type, spot) {
    const { state: next, effects } = step(state, { type, spot }, performance.now());
    // Before the effects: one of them moves the focus, which triggers the next event.
    state = next;
    if (effects.refocus) /** @type {HTMLElement} */ (effects.refocus).focus();
    if (effects.shown) show(/** @type {HTMLElement} */ (effects.shown));
    if (effects.shown === null) tip.hidePopover();
    if (effects.moved) put();
    clearTimeout(timer);
    // A timer that fires slightly early is set again by this line.
    if (effects.wait) timer = setTimeout(() => send('timer'), effects.wait);
  }

  /** @param {HTMLElement} link */
  function show(link) {
    const entry = entryOf(link);
    if (entry && link.isConnected) showTip(link, entry, site);
    put();
  }

  function put() {
    const { shown, focus } = state;
    if (isTipOpen()) placeTip(/** @type {HTMLElement} */ (shown), shown === focus ? null : point);
  }

  /**
   * @param {EventTarget | null} target
   * @returns {Spot}
   */
  function spotOf(target) {
    if (!(target instanceof Element)) return null;
    if (tip.contains(target)) return TIP;
    const link = target.closest(LINK);
    // A link without data is a plain link.
    return link && entryOf(link) ? link : null;
  }

  function describeAll() {
    for (const link of document.querySelectorAll(LINK)) {
      const text = entryOf(link)?.text;
      if (text) describe(link, conceptOf(link), text);
    }
  }

  const listeners = {
    /** @param {PointerEvent} event */
    pointermove(event) {
      if (event.pointerType === 'touch') return;
      point = { x: event.clientX, y: event.clientY };
      const spot = spotOf(event.target);
      if (spot !== state.hover) send('hover', spot);
    },

    /**
     * Links are entered by movement only: one that moves under a resting pointer (the page scrolls, a tip
     * closes) was not pointed at. One that moves away from the pointer is left, and may move back.
     *
     * @param {PointerEvent} event
     */
    pointerout(event) {
      const spot = spotOf(event.relatedTarget);
      if (spot !== state.hover) send('hover', spot === state.shown ? spot : null);
    },

    /** @param {PointerEvent} event */
    pointerdown(event) {
      const spot = spotOf(event.target);
      // Checked now, since the browser closes a popover before it sends the click outside of it.
      tapped = event.pointerType === 'touch' && spot !== state.shown ? spot : null;
      point = { x: event.clientX, y: event.clientY };
      if (!spot) send('close');
    },

    /**
     * A click without a finger (mouse, Enter, assistive technology) follows the link at once.
     *
     * @param {MouseEvent} event
     */
    click(event) {
      const spot = spotOf(event.target);
      const isFirstTap = spot && spot !== TIP && spot === tapped;
      tapped = null;
      if (isFirstTap) {
        event.preventDefault();
        // Themes with their own navigation follow links even if the click was handled.
        event.stopPropagation();
        send('tap', spot);
      } else if (spot && /** @type {Element} */ (event.target).closest('a')) {
        send('close');
      }
    },

    /** @param {FocusEvent} event */
    focusin(event) {
      const target = /** @type {Element} */ (event.target);
      send('focus', target.matches(':focus-visible') ? spotOf(target) : null);
    },

    /** @param {FocusEvent} event */
    focusout(event) {
      if (!event.relatedTarget) send('focus', null);
    },

    /** @param {KeyboardEvent} event */
    keydown(event) {
      if (event.key !== 'Escape' || !state.shown) return;
      // One press closes one thing: the next press closes a dialog or search field below the tip.
      event.preventDefault();
      event.stopPropagation();
      send('escape');
    },

    /** @param {Event} event */
    scroll(event) {
      const { shown } = state;
      if (shown && spotOf(event.target) !== TIP) {
        send('scroll', isInView(/** @type {Element} */ (shown)) ? shown : null);
      }
    },

    /** Something else closed the tip: another popover, the back gesture of a phone. @param {Event} event */
    toggle(event) {
      if (event.target === tip && state.shown && !isTipOpen()) send('close');
    },

    /** @param {Event} event */
    load({ target }) {
      // An image in the tip has loaded.
      if (spotOf(target) === TIP) put();
      // Or data has loaded: before this script, after it, or with a page that replaced another.
      if (target instanceof HTMLScriptElement) idle(describeAll);
    },
  };
  for (const [type, listener] of Object.entries(listeners)) {
    // Captured: scroll, toggle and load do not bubble, and for the others we run before the theme.
    document.addEventListener(type, /** @type {EventListener} */ (listener), true);
  }
  addEventListener('resize', listeners.scroll);
}

/** @param {Element} link */
function conceptOf(link) {
  return link.getAttribute('data-glossterm') || '';
}

/**
 * Read each time, since a page that replaces another has its own data. Ids may be any strings, so only own
 * properties count.
 *
 * @param {Element} link
 * @returns {Entry | undefined}
 */
function entryOf(link) {
  const { glossterm = {} } = /** @type {{ glossterm?: Record<string, Entry> }} */ (/** @type {unknown} */ (window));
  const concept = conceptOf(link);
  return Object.hasOwn(glossterm, concept) ? glossterm[concept] : undefined;
}
