/**
 * From a concept's data to nodes. The data is trusted with nothing: what is not on the lists below is
 * dropped, and no text ever passes through an HTML parser.
 */

/** @typedef {string | [string, ...unknown[]]} JsonML */

/**
 * @typedef {object} Entry
 * @property {string} label
 * @property {string[]} [also]
 * @property {string} href
 * @property {string} [text]
 * @property {JsonML[]} [body]
 */

/**
 * @typedef {object} Site
 * @property {string} root address of the site, which all addresses in the data are relative to
 * @property {string} entryWord text of the link to the entry
 */

const MATHML = 'http://www.w3.org/1998/Math/MathML';

const HTML_TAGS = words(
  'p ul ol li dl dt dd code pre em strong span div sub sup kbd br a blockquote img abbr q samp var s ' +
  'table caption thead tbody tfoot tr th td');

/** Of MathML Core, what converters from LaTeX write. */
const MATH_TAGS =
  /^m(ath|row|i|n|o|text|space|style|padded|phantom|frac|sqrt|root|sub|sup|subsup|under|over|underover|table|tr|td)$/;

/** Their content is not text for readers, so it goes with them. */
const SILENT_TAGS = /^(script|style|template)$/;

/** One list for all elements: none of these can do harm on any of them, and addresses are checked. */
const ATTRIBUTES = words(
  'class lang dir title href src alt width height start colspan rowspan ' +
  'display displaystyle scriptlevel mathsize mathvariant stretchy form lspace rspace accent movablelimits');

/** @param {string} list */
function words(list) {
  return new Set(list.split(' '));
}

/**
 * @param {Entry} entry
 * @param {Site} site
 * @returns {Node[]}
 */
export function tipContent(entry, site) {
  const head = part(site, 'head', [['strong', entry.label]]);
  if (entry.also?.length) {
    head.append(' ', part(site, 'also', [entry.also.join(' · ')], 'span'));
  }
  const body = entry.body?.length ? entry.body : [entry.text || ''];
  const more = part(site, 'more', [['a', { href: entry.href }, site.entryWord]]);
  return [head, part(site, 'body', body), more];
}

/**
 * @param {Site} site
 * @param {string} name
 * @param {JsonML[]} children
 * @param {string} [tag]
 */
function part(site, name, children, tag = 'div') {
  const element = document.createElement(tag);
  element.className = 'glossterm-tip-' + name;
  element.append(...children.flatMap((child) => build(child, site)));
  return element;
}

/**
 * @param {unknown} node JsonML, if all is well
 * @param {Site} site
 * @returns {(Node | string)[]} nothing, one node, or the content of an element that is not let in
 */
export function build(node, site) {
  if (typeof node === 'string') return [node];
  if (!Array.isArray(node)) return [];
  const tag = String(node[0]).toLowerCase();
  if (SILENT_TAGS.test(tag)) return [];
  const children = node.slice(1).flatMap((child) => build(child, site));
  const element = createElement(tag);
  if (!element) return children;
  // Where there are no attributes this is a child, whose keys are numbers: none of them is on the list.
  setAttributes(element, Object(node[1]), site);
  element.append(...children);
  return [element];
}

/**
 * @param {string} tag
 */
function createElement(tag) {
  if (HTML_TAGS.has(tag)) return document.createElement(tag);
  // Without its namespace `math` would be an unknown HTML element, and its text would run together.
  return MATH_TAGS.test(tag) ? document.createElementNS(MATHML, tag) : null;
}

/**
 * @param {Element} element
 * @param {Record<string, unknown>} attributes
 * @param {Site} site
 */
function setAttributes(element, attributes, { root }) {
  for (const name of Object.keys(attributes)) {
    if (!ATTRIBUTES.has(name)) continue;
    const text = String(attributes[name]);
    const value = /^(href|src)$/.test(name) ? safeUrl(text, root) : text;
    if (value !== null) element.setAttribute(name, value);
  }
}

/**
 * A made-up site tells whether the address brings a scheme or a host of its own; by the parser, not by a
 * pattern, so that "java\nscript:" is seen through. "//host/…" stays on the web even when the page is
 * read from disk, where it would be another machine's share.
 *
 * @param {string} value
 * @param {string} root
 * @returns {string | null}
 */
export function safeUrl(value, root) {
  try {
    const url = new URL(value, 'https://base.invalid');
    if (!/^(https?|mailto):$/.test(url.protocol)) return null;
    return url.host === 'base.invalid' ? new URL(value, root).href : url.href;
  } catch {
    return null;
  }
}
