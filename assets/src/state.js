/**
 * When the tip opens and closes: a pure function from what happened to what to do.
 *
 * Words: a *link* is a mention of a concept (opaque here), the *tip* is the one popover of the page,
 * a *spot* is where the pointer or the focus is: on a link, in the tip, or elsewhere (null).
 * Facts are noted first (`note`), then the machine settles on what they ask for (`settle`).
 */

/** @typedef {object | 'tip' | null} Spot */

/**
 * @typedef {object} State
 * @property {Spot} hover  where the pointer is
 * @property {Spot} focus  where the visible focus is
 * @property {Spot} pinned  the link that was tapped
 * @property {Spot} muted  the link that stays quiet until the pointer leaves it
 * @property {Spot} shown  the link whose tip is open
 * @property {Spot} goal  the link whose tip should be open once `due` has come
 * @property {number} due  when to reach the goal; 0 when there is nothing to wait for
 */

/**
 * - `hover`, `focus`: pointer or visible focus is on this spot now
 * - `tap`: a finger asked for this link's tip
 * - `scroll`: the page moved under the open tip; the spot is its link, if that is still in view
 * - `escape`, `close`: the reader (or another popover) wants no tip
 * - `timer`: time has passed
 *
 * @typedef {object} Event
 * @property {'hover' | 'focus' | 'tap' | 'scroll' | 'escape' | 'close' | 'timer'} type
 * @property {Spot} [spot]
 */

/**
 * What to do, in this order.
 *
 * @typedef {object} Effects
 * @property {Spot} refocus  give the focus back to this link
 * @property {Spot} [shown]  open this link's tip, or none; absent: leave it as it is
 * @property {boolean} moved  the open tip's link has another place now
 * @property {number} wait  send one timer event after so many milliseconds; 0: none
 */

/** A pointer that only crosses a link is gone sooner than this. */
export const OPEN_DELAY = 150;

/** Long enough to cross the gap between link and tip, even with a slow hand (WCAG 1.4.13, hoverable). */
export const CLOSE_DELAY = 300;

export const TIP = /** @type {const} */ ('tip');

/** @type {Readonly<State>} */
export const IDLE = {
  hover: null, focus: null, pinned: null, muted: null, shown: null, goal: null, due: 0,
};

/**
 * @param {State} before
 * @param {Event} event
 * @param {number} now milliseconds on any steady clock, above 0
 * @returns {{ state: State, effects: Effects }}
 */
export function step(before, event, now) {
  const state = settle(note(before, event), now);
  return { state, effects: effectsOf(before, state, event, now) };
}

/**
 * @param {State} state
 * @param {Event} event
 * @returns {State}
 */
function note(state, { type, spot = null }) {
  if (type === 'hover') return unmute({ ...state, hover: spot });
  if (type === 'focus') return noteFocus(state, spot);
  if (type === 'tap') return { ...state, pinned: spot, hover: null, muted: null };
  if (type === 'timer' || (type === 'scroll' && keepsOnScroll(state, spot))) return state;
  return close(state);
}

/**
 * Focus that arrives somewhere of ours is the reader's latest wish: it overrules a resting pointer and an
 * earlier tap. A muted link takes no notice: Escape in the tip gives the focus back to it, quietly.
 *
 * @param {State} state
 * @param {Spot} spot
 * @returns {State}
 */
function noteFocus(state, spot) {
  if (!spot) return unmute({ ...state, focus: null });
  if (spot === state.muted) return state;
  return unmute({ ...state, focus: spot, hover: null, pinned: null });
}

/**
 * @param {State} state
 * @returns {State}
 */
function unmute(state) {
  return state.hover === state.muted ? state : { ...state, muted: null };
}

/**
 * Closing forgets what held the tip open; the pointer is still where it is, so its link is muted.
 *
 * @param {State} state
 * @returns {State}
 */
function close(state) {
  const link = state.shown || state.goal;
  if (!link) return state;
  const hover = state.hover === TIP ? null : state.hover;
  return { ...IDLE, hover, muted: link };
}

/**
 * Focus by Tab often scrolls the link into view: that must not close the tip that it opened.
 *
 * @param {State} state
 * @param {Spot} inView
 */
function keepsOnScroll({ hover, focus }, inView) {
  return hover === TIP || focus === TIP || focus === inView;
}

/**
 * @param {State} state
 * @param {number} now
 * @returns {State}
 */
function settle(state, now) {
  const goal = wanted(state);
  const waiting = (goal === state.goal && state.due) || Infinity;
  const due = Math.min(waiting, now + delayTo(goal, state));
  return now < due ? { ...state, goal, due } : { ...state, goal, due: 0, shown: goal };
}

/**
 * @param {State} state
 * @returns {Spot}
 */
function wanted({ hover, focus, pinned, muted, shown }) {
  if (hover === TIP || focus === TIP) return shown;
  return (hover !== muted && hover) || focus || pinned;
}

/**
 * Only the pointer can arrive by chance; focus and taps are meant.
 *
 * @param {Spot} goal
 * @param {State} state
 */
function delayTo(goal, { hover, shown }) {
  if (goal === shown) return 0;
  if (!goal) return CLOSE_DELAY;
  return goal === hover ? OPEN_DELAY : 0;
}

/**
 * @param {State} before
 * @param {State} after
 * @param {Event} event
 * @param {number} now
 * @returns {Effects}
 */
function effectsOf(before, after, event, now) {
  return {
    // First of all: focus in an element that vanishes would fall back to the top of the page.
    refocus: event.type === 'escape' && before.focus === TIP ? before.shown : null,
    shown: after.shown === before.shown ? undefined : after.shown,
    moved: event.type === 'scroll' && after.focus === after.shown,
    wait: after.due && after.due - now,
  };
}
