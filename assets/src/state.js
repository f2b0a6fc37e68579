/**
 * Decide when the tip opens and closes: a pure function from events to effects.
 *
 * Words: a *link* is a mention of a concept (opaque here), the *tip* is the one popover of the page,
 * a *spot* is where the pointer or the focus is: on a link, in the tip, or elsewhere (null).
 * Events are recorded first (`note`), then the next state is computed (`settle`).
 */

/** @typedef {object | 'tip' | null} Spot */

/**
 * @typedef {object} State
 * @property {Spot} hover  where the pointer is
 * @property {Spot} focused  where the visible focus is
 * @property {Spot} pinned  the link that was tapped
 * @property {Spot} muted  the link that opens no tip until the pointer leaves it
 * @property {Spot} shown  the link whose tip is open
 * @property {Spot} goal  the link whose tip should be open at `due`
 * @property {number} due  when to reach the goal; 0 if there is nothing to wait for
 */

/**
 * - `hover`, `focus`: pointer or visible focus is on this spot now
 * - `tap`: the link was tapped to open its tip
 * - `scroll`: the page moved under the open tip; the spot is its link, if that is still in view
 * - `escape`, `close`: the reader (or another popover) closes the tip
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
 * @property {Spot} refocus  return the focus to this link
 * @property {Spot} [shown]  open this link's tip, or none; absent: no change
 * @property {boolean} moved  the open tip's link has moved
 * @property {number} wait  send one timer event after so many milliseconds; 0: none
 */

/** Delay, longer than a pointer takes to cross a link. */
export const OPEN_DELAY = 150;

/** Long enough to cross the gap between link and tip, even with a slow hand (WCAG 1.4.13, hoverable). */
export const CLOSE_DELAY = 300;

export const TIP = /** @type {const} */ ('tip');

/** @type {Readonly<State>} */
export const IDLE = {
  hover: null, focused: null, pinned: null, muted: null, shown: null, goal: null, due: 0,
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
 * New focus on a link or in the tip overrides a resting pointer and an earlier tap. A muted link ignores
 * it: Escape in the tip returns the focus to the link without opening the tip.
 *
 * @param {State} state
 * @param {Spot} spot
 * @returns {State}
 */
function noteFocus(state, spot) {
  if (!spot) return unmute({ ...state, focused: null });
  if (spot === state.muted) return state;
  return unmute({ ...state, focused: spot, hover: null, pinned: null });
}

/**
 * @param {State} state
 * @returns {State}
 */
function unmute(state) {
  return state.hover === state.muted ? state : { ...state, muted: null };
}

/**
 * Closing clears what held the tip open. The pointer has not moved, so its link is muted.
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
function keepsOnScroll({ hover, focused }, inView) {
  return hover === TIP || focused === TIP || focused === inView;
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
function wanted({ hover, focused, pinned, muted, shown }) {
  if (hover === TIP || focused === TIP) return shown;
  return (hover !== muted && hover) || focused || pinned;
}

/**
 * Only the pointer can reach a link accidentally; focus and taps are intended.
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
    // First, since focus in a removed element would move to the top of the page.
    refocus: event.type === 'escape' && before.focused === TIP ? before.shown : null,
    shown: after.shown === before.shown ? undefined : after.shown,
    moved: event.type === 'scroll' && after.focused === after.shown,
    wait: after.due && after.due - now,
  };
}
