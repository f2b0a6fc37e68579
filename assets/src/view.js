/** Change the page: tips, and descriptions for assistive technology. */

import { lineAt, place } from './place.js';

/** @typedef {import('./place.js').Point} Point */

/** The available height of the tip, for the style sheet, which may set a smaller one. */
const ROOM = '--glossterm-room';

/** References to concepts, in the page and in tips. */
export const LINK = /** @type {'a'} */ ('a[data-glossterm]');

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Partial<HTMLElementTagNameMap[Tag]>} properties
 */
export function create(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}

/**
 * @param {HTMLElement} tip
 * @param {HTMLElement} link
 * @param {(Node | string)[]} content
 */
export function showTip(tip, link, content) {
  tip.replaceChildren(...content);
  // Inside the tip that contains the link, since browsers nest popovers by elements.
  // A modal dialog makes everything outside it inert, so the tip is placed inside.
  // This also closes a tip that is open for another link: moving a popover closes it.
  (link.closest('[popover]') || landmarkOf(link)).append(tip);
  // Wide content overflows at the end of the definition's text direction, where the tip must scroll.
  tip.dir = getComputedStyle(/** @type {Element} */ (tip.querySelector('.glossterm-tip-body'))).direction;
  tip.style.setProperty('--glossterm-link-size', getComputedStyle(link).fontSize);
  // The source puts the links of the tip right after the link in the order of Tab; one inside a picture
  // (SVG) cannot be a source.
  tip.showPopover(link instanceof HTMLElement ? { source: link } : {});
}

/**
 * In the main landmark a tip gets the theme's text styles, and no text is outside of landmarks.
 *
 * @param {Element | null} link
 */
export function landmarkOf(link) {
  return link?.closest('[role=main], main, article, dialog') || document.body;
}

/**
 * @param {HTMLElement} tip
 * @param {HTMLElement} link
 * @param {Point | null} point where the pointer is, if it was the pointer
 */
export function placeTip(tip, link, point) {
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

/** @param {Element} tip */
export function isOpen(tip) {
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

const descriptions = create('div', { hidden: true });

/** Text → its element. @type {Map<string, HTMLElement>} */
const described = new Map();

/**
 * One hidden element for each text, which links share. Created before the focus, since screen readers do not
 * read a description that is added on focus.
 *
 * @param {Element} link
 * @param {string} text
 */
export function describe(link, text) {
  const element = described.get(text) ||
    create('span', { id: 'glossterm-text-' + described.size, textContent: text });
  described.set(text, element);
  // Also after a theme has replaced the page.
  if (!element.isConnected) {
    descriptions.append(element);
    document.body.append(descriptions);
  }
  // The theme or the author may have described the link already.
  const given = link.getAttribute('aria-describedby') || '';
  if (!given.includes(element.id)) link.setAttribute('aria-describedby', `${given} ${element.id}`.trim());
}
