/** Compute the position of the tip from rectangles, in client coordinates, without a DOM. */

/** @typedef {{ left: number, top: number, right: number, bottom: number }} Box */
/** @typedef {{ x: number, y: number }} Point */

/**
 * @typedef {object} Placement
 * @property {number} x  left edge of the tip
 * @property {number} y  the edge next to the line: its top when it is below, its bottom when it is above
 * @property {number} maxHeight
 * @property {'above' | 'below'} side
 */

/** Gap between link and tip: small, and crossed within the grace time. */
export const GAP = 6;

/** Gap between tip and edge of the view, so that the whole border is visible. */
export const MARGIN = 8;

/**
 * The line of a wrapped link that the pointer is on. A box around all its lines would place the tip
 * far from the pointer. Without a pointer, the first line is used.
 *
 * @template {Box} B
 * @param {ArrayLike<B>} lines
 * @param {Point | null} point
 * @returns {B | undefined}
 */
export function lineAt(lines, point) {
  const under = point && Array.from(lines).find((line) => contains(line, point));
  return under || lines[0];
}

/**
 * @param {Box} box
 * @param {Point} point
 */
function contains(box, { x, y }) {
  // One pixel of tolerance: events have whole numbers, boxes have fractions.
  return x >= box.left - 1 && x <= box.right + 1 && y >= box.top - 1 && y <= box.bottom + 1;
}

/**
 * Below the line, or above if there is too little space below and more above;
 * never over the line, never out of the view.
 *
 * @param {Box} line
 * @param {{ width: number, height: number }} tip its natural size
 * @param {Box} view
 * @param {boolean} rtl
 * @returns {Placement}
 */
export function place(line, tip, view, rtl) {
  const below = Math.max(0, view.bottom - MARGIN - line.bottom - GAP);
  const above = Math.max(0, line.top - GAP - view.top - MARGIN);
  const side = tip.height <= below || below >= above ? 'below' : 'above';
  const maxHeight = side === 'below' ? below : above;
  const start = rtl ? line.right - tip.width : line.left;
  return {
    x: clamp(start, view.left + MARGIN, view.right - MARGIN - tip.width),
    y: side === 'below' ? line.bottom + GAP : line.top - GAP,
    maxHeight,
    side,
  };
}

/**
 * If the tip is wider than the view, the lower bound is used, so that its start is visible.
 *
 * @param {number} value
 * @param {number} low
 * @param {number} high
 */
function clamp(value, low, high) {
  return Math.max(low, Math.min(value, high));
}
