/** The only file that changes the page: the tip, and the descriptions that assistive technology reads. */

import { tipContent } from './content.js';
import { lineAt, place } from './place.js';

/** @typedef {import('./content.js').Entry} Entry */
/** @typedef {import('./content.js').Site} Site */
/** @typedef {import('./place.js').Point} Point */

/** Tells the style sheet how high the tip can be where it is; it may want it lower. */
const ROOM = '--glossterm-room';

export const tip = document.createElement('div');
tip.id = 'glossterm-tip';
// A browser that does not know "hint" reads it as "manual"; everything needed is done by our own state.
tip.setAttribute('popover', 'hint');

/**
 * @param {HTMLElement} link
 * @param {Entry} entry
 * @param {Site} site
 */
export function showTip(link, entry, site) {
  tip.replaceChildren(...tipContent(entry, site));
  // Within the main landmark the tip gets the theme's text styles, and no text is outside of landmarks.
  // A modal dialog makes all that is outside of it unreachable, so there the tip belongs inside.
  // This also closes a tip that is open for another link: popovers do not survive a move.
  (link.closest('[role=main], main, article, dialog') || document.body).append(tip);
  // What is too wide overflows to the side where the definition ends, which is where the tip must scroll to.
  tip.dir = getComputedStyle(/** @type {Element} */ (tip.querySelector('.glossterm-tip-body'))).direction;
  tip.style.setProperty('--glossterm-link-size', getComputedStyle(link).fontSize);
  // The source puts the links of the tip right after the link in the order of Tab; one inside a picture
  // (SVG) cannot be a source.
  tip.showPopover(link instanceof HTMLElement ? { source: link } : {});
}

/**
 * @param {HTMLElement} link
 * @param {Point | null} point where the pointer is, if it was the pointer
 */
export function placeTip(link, point) {
  const { style } = tip;
  // The corner first: from elsewhere the edge of the view would make it narrower than it can be. There its
  // lower edge also tells how high the view is for what is fixed in it, which no property does on phones.
  style.inset = 'auto auto 0 0';
  style.setProperty(ROOM, '100vh');
  const line = lineAt(link.getClientRects(), point) || link.getBoundingClientRect();
  const rtl = getComputedStyle(link).direction === 'rtl';
  const box = tip.getBoundingClientRect();
  const { x, y, maxHeight, side } = place(line, box, visibleBox(), rtl);
  // Held by the edge next to the line: a late image makes it grow away from the pointer, not over it.
  style.inset = side === 'below' ? `${y}px auto auto ${x}px` : `auto auto ${box.bottom - y}px ${x}px`;
  style.setProperty(ROOM, maxHeight + 'px');
}

export function isTipOpen() {
  return tip.matches(':popover-open');
}

/** What the reader sees of the page: after a pinch less than the layout viewport. */
function visibleBox() {
  const { offsetLeft: left, offsetTop: top, width, height } = /** @type {VisualViewport} */ (visualViewport);
  return { left, top, right: left + width, bottom: top + height };
}

/** @param {Element} link */
export function isInView(link) {
  const { top, bottom } = link.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

const descriptions = document.createElement('div');
descriptions.hidden = true;

/** Concept id → id of its description. @type {Map<string, string>} */
const described = new Map();

/**
 * One hidden text for each concept, which its links share. Made ahead of the focus: a description that
 * comes with the focus comes too late to be spoken.
 *
 * @param {Element} link
 * @param {string} concept
 * @param {string} text
 */
export function describe(link, concept, text) {
  const id = described.get(concept) || addDescription(concept, text);
  // The theme or the author may have described the link already.
  const given = link.getAttribute('aria-describedby') || '';
  if (!given.includes(id)) link.setAttribute('aria-describedby', `${given} ${id}`.trim());
  if (!descriptions.isConnected) document.body.append(descriptions);
}

/**
 * @param {string} concept
 * @param {string} text
 */
function addDescription(concept, text) {
  const element = document.createElement('span');
  element.id = 'glossterm-text-' + described.size;
  element.textContent = text;
  descriptions.append(element);
  described.set(concept, element.id);
  return element.id;
}
