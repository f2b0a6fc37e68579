/** Change the page: the tip, and the descriptions for assistive technology. No other file does. */

import { tipContent } from './content.js';
import { lineAt, place } from './place.js';

/** @typedef {import('./content.js').Entry} Entry */
/** @typedef {import('./content.js').Site} Site */
/** @typedef {import('./place.js').Point} Point */

/** The available height of the tip, for the style sheet, which may set a smaller one. */
const ROOM = '--glossterm-room';

export const tip = document.createElement('div');
tip.id = 'glossterm-tip';
// A browser that does not support "hint" uses "manual", which is enough with our own state.
tip.setAttribute('popover', 'hint');

/**
 * @param {HTMLElement} link
 * @param {Entry} entry
 * @param {Site} site
 */
export function showTip(link, entry, site) {
  tip.replaceChildren(...tipContent(entry, site));
  // In the main landmark the tip gets the theme's text styles, and no text is outside of landmarks.
  // A modal dialog makes everything outside it inert, so the tip is placed inside.
  // This also closes a tip that is open for another link: moving a popover closes it.
  (link.closest('[role=main], main, article, dialog') || document.body).append(tip);
  // Wide content overflows at the end of the definition's text direction, where the tip must scroll.
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
  // The corner first, since elsewhere the edge of the view would make it narrower. Its lower edge there is also
  // the height of the view for fixed elements, which no property has on phones.
  style.inset = 'auto auto 0 0';
  style.setProperty(ROOM, '100vh');
  const line = lineAt(link.getClientRects(), point) || link.getBoundingClientRect();
  const rtl = getComputedStyle(link).direction === 'rtl';
  const box = tip.getBoundingClientRect();
  const { x, y, maxHeight, side } = place(line, box, visibleBox(), rtl);
  // Positioned by the edge next to the line, so that a late image makes it grow away from the pointer.
  style.inset = side === 'below' ? `${y}px auto auto ${x}px` : `auto auto ${box.bottom - y}px ${x}px`;
  style.setProperty(ROOM, maxHeight + 'px');
}

export function isTipOpen() {
  return tip.matches(':popover-open');
}

/** The visible part of the page: after a pinch zoom less than the layout viewport. */
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
 * One hidden text for each concept, which its links share. Created before the focus, since screen readers
 * do not read a description that is added on focus.
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
