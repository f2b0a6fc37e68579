/** Connect events of the page to the tips. All listeners are on the document, none on a link. */

import { tipContent } from './content.js';
import { entryOf, requestDefinitions } from './data.js';
import { createLevel } from './level.js';
import { TIP } from './state.js';
import { createSwitch } from './switch.js';
import { LINK, describe, isInView, isOpen, showTip } from './view.js';

/** @typedef {import('./state.js').Spot} Spot */

/** Set by the first copy of the script, since a theme that replaces pages may run it again. */
const STARTED = Symbol.for('glossterm');

/** Safari does not support idle callbacks. */
const idle = window.requestIdleCallback || setTimeout;

const script = /** @type {HTMLScriptElement} */ (document.currentScript);

// Without support for popovers the links are ordinary links.
if ('popover' in script && !(STARTED in document)) {
  Object.assign(document, { [STARTED]: true });
  start();
}

function start() {
  const site = {
    // Not from an attribute of the page: some themes omit it, and pages may be in folders.
    root: new URL('../', script.src).href,
    words: script.dataset,
  };
  /** The link that was touched while its tip was closed. @type {Spot} */
  let tapped = null;

  /** @type {import('./level.js').Page} */
  const page = {
    point: null,
    off: false,
    open(tip, link) {
      const entry = entryOf(link);
      if (!entry || !link.isConnected) return;
      const content = tipContent(entry, site);
      if (tip === outer.tip) putSwitch(/** @type {Element} */ (content.at(-1)));
      showTip(tip, link, content);
      requestDefinitions(tip, site.root, loaded);
      describeAll();
    },
  };
  const inner = createLevel('glossterm-tip-2', page);
  const outer = createLevel('glossterm-tip', page, inner);
  const levels = [inner, outer];
  const putSwitch = createSwitch(site.words, page, () => outer.send('escape'));

  function describeAll() {
    for (const link of document.querySelectorAll(LINK)) {
      const text = entryOf(link)?.text;
      if (text) describe(link, text);
    }
  }

  /** Data has loaded: before this script, after it, with a page that replaced another, or for a tip. */
  function loaded() {
    describeAll();
    putSwitch();
    // A link in the tip may have the focus already.
    noteFocus(document.activeElement);
  }

  /** @param {EventTarget | null} target */
  function noteFocus(target) {
    const isVisible = /** @type {Element | null} */ (target)?.matches(':focus-visible');
    each(target, ({ send }, spot) => send('focus', isVisible ? spot : null));
  }

  /**
   * The inner level first: an event may close the tip around it.
   *
   * @param {EventTarget | null} target
   * @param {(level: import('./level.js').Level, spot: Spot, state: import('./state.js').State) => void} use
   */
  function each(target, use) {
    for (const level of levels) use(level, level.spotOf(target), level.state);
  }

  const listeners = {
    /** @param {PointerEvent} event */
    pointermove(event) {
      if (event.pointerType === 'touch') return;
      page.point = { x: event.clientX, y: event.clientY };
      each(event.target, ({ send }, spot, { hover }) => {
        if (spot !== hover) send('hover', spot);
      });
    },

    /**
     * Links are entered by movement only: one that moves under a resting pointer (the page scrolls, a tip
     * closes) was not pointed at. One that moves away from the pointer is left, and may move back.
     *
     * @param {PointerEvent} event
     */
    pointerout(event) {
      // A tip that was closed under the pointer was not left by it.
      if (inner.spotOf(event.target) === TIP && !inner.state.shown) return;
      each(event.relatedTarget, ({ send }, spot, { hover, shown }) => {
        if (spot !== hover) send('hover', spot === shown ? spot : null);
      });
    },

    /** @param {PointerEvent} event */
    pointerdown(event) {
      page.point = { x: event.clientX, y: event.clientY };
      tapped = null;
      each(event.target, ({ send }, spot, { shown }) => {
        if (!spot) send('close');
        // Checked now, since the browser closes a popover before it sends the click outside of it.
        else if (event.pointerType === 'touch' && spot !== TIP && spot !== shown) tapped = spot;
      });
    },

    /**
     * A click without a finger (mouse, Enter, assistive technology) follows the link at once.
     *
     * @param {MouseEvent} event
     */
    click(event) {
      const link = tapped;
      tapped = null;
      each(event.target, ({ send }, spot) => {
        if (spot && spot === link) {
          event.preventDefault();
          // Themes with their own navigation follow links even if the click was handled.
          event.stopPropagation();
          send('tap', spot);
        } else if (spot && !link && /** @type {Element} */ (event.target).closest('a')) {
          outer.send('close');
        }
      });
    },

    /** @param {FocusEvent} event */
    focusin(event) {
      noteFocus(event.target);
    },

    /** @param {FocusEvent} event */
    focusout(event) {
      if (!event.relatedTarget) noteFocus(null);
    },

    /** @param {KeyboardEvent} event */
    keydown(event) {
      const level = levels.find((level) => level.state.shown);
      if (event.key !== 'Escape' || !level) return;
      // One press closes one thing: the next press closes the tip around, or a dialog or search field below.
      event.preventDefault();
      event.stopPropagation();
      level.send('escape');
    },

    /** @param {Event} event */
    scroll(event) {
      each(event.target, ({ send }, spot, { shown }) => {
        if (shown && spot !== TIP) send('scroll', isInView(/** @type {Element} */ (shown)) ? shown : null);
      });
    },

    /** Something else closed a tip: another popover, the back gesture of a phone. */
    toggle() {
      each(null, ({ send, tip }, _spot, { shown }) => {
        if (shown && !isOpen(tip)) send('close');
      });
    },

    /** @param {Event} event */
    load(event) {
      each(event.target, ({ put }, spot) => {
        // An image in a tip has loaded.
        if (spot === TIP) put();
      });
      if (event.target instanceof HTMLScriptElement) idle(loaded);
    },
  };
  for (const [type, listener] of Object.entries(listeners)) {
    // Captured: scroll, toggle and load do not bubble, and for the others we run before the theme.
    document.addEventListener(type, /** @type {EventListener} */ (listener), true);
  }
  addEventListener('resize', listeners.scroll);
}
