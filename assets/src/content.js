/**
 * Convert a concept's data to DOM nodes. The data is not trusted: anything that is not on the lists below is
 * dropped, and no text is parsed as HTML.
 */

/** @typedef {string | [string, ...unknown[]]} JsonML */

/**
 * @typedef {object} Entry
 * @property {string} label
 * @property {string[]} [also]
 * @property {string} [reading]
 * @property {boolean} [deprecated]
 * @property {string} href
 * @property {string} [text]
 * @property {JsonML[]} [body]
 * @property {Link[][]} [above]  a path for each broader concept
 * @property {Link[]} [below]  narrower concepts
 * @property {JsonML} [source]  where the definition comes from
 * @property {Link[]} [see]  pages that explain the concept
 * @property {Record<string, string[]>} [languages]  the labels whose language is known, by its tag
 */

/**
 * @typedef {[string, string, string?, string?]} Link  label, address, the id of a concept with a tip or
 *   nothing, and the language of the label if it is known
 */

/**
 * @typedef {object} Site
 * @property {string} root address of the site, which all addresses in the data are relative to
 * @property {DOMStringMap} words of the interface, in the language of the site
 */

const MATHML = 'http://www.w3.org/1998/Math/MathML';

const HTML_TAGS = (
  'p ul ol li dl dt dd code pre em strong span div sub sup kbd br a blockquote img abbr ' +
  'table caption thead tbody tr th td').split(' ');

/** The elements of MathML Core that LaTeX converters use. */
const MATH_TAGS =
  /^m(ath|row|i|n|o|text|space|style|padded|phantom|frac|sqrt|root|sub|sup|subsup|under|over|underover|table|tr|td)$/;

/** Their content is not text for readers, so it is dropped too. */
const SILENT_TAGS = /^(script|style|template)$/;

/** One list for all elements: these are safe on any element, and addresses are checked. */
const ATTRIBUTES = (
  'class lang dir title data-glossterm href download src alt width height start colspan rowspan ' +
  'display displaystyle scriptlevel mathsize mathvariant stretchy form lspace rspace accent movablelimits').split(' ');

/**
 * @param {Entry} entry
 * @param {Site} site
 * @returns {(Node | string)[]}
 */
export function tipContent(
  { label, also = [], reading, deprecated, href, text = '', body, above = [], below, source, see, languages = {} },
  site) {
  const lang = site.words.glosstermLang;
  /** @param {string} name of a text of the interface, which may be in another language than the page */
  const ours = (name, text = site.words['glossterm' + name]) => lang ? ['span', { lang }, text] : text;
  /** @param {string} name @param {string} word @param {Link[]} links */
  const list = (name, word, links) => part(name, ours(word), ' ', ...joined(links.map(link), ' · '));
  /** @param {string} tag of the element @param {string} text a label */
  const named = (tag, text) =>
    [tag, { lang: Object.keys(languages).find((tag) => languages[tag].includes(text)) }, text];
  const others = [reading || [], also].flat().map((text) => named('span', text));
  // What is not a string or an array creates nothing, and an unknown element only its content.
  return [
    ...above.map((path) => part('above', ...joined(path.map(link), ' › '))),
    part('head', named('strong', label),
      others.length && ['', ' ', part('also', ...joined(others, ' · '))],
      deprecated && ['', ' ', part('status', ours('Deprecated'))]),
    part('body', ...(body?.length ? body : [text])),
    below && list('below', 'Narrower', below),
    source && part('source', ours('Source'), ' ', source),
    see && list('see', 'See', see),
    part('more', link([ours('Entry'), href])),
  ].flatMap((node) => build(node, site));
}

/**
 * The text direction is that of its first letter: a right-to-left page may explain left-to-right words.
 *
 * @param {string} name
 * @param {unknown[]} children
 */
function part(name, ...children) {
  const tag = /also|status/.test(name) ? 'span' : 'div';
  return [tag, { class: 'glossterm-tip-' + name, dir: 'auto' }, ...children];
}

/** @param {unknown[]} link label, address, id, language */
function link([label, href, id, lang]) {
  return ['a', { href, 'data-glossterm': id, lang }, label];
}

/**
 * @param {unknown[]} nodes
 * @param {string} separator
 */
function joined(nodes, separator) {
  return nodes.flatMap((node, index) => index ? [separator, node] : [node]);
}

/**
 * @param {unknown} node JsonML, if it is valid
 * @param {Site} site
 * @returns {(Node | string)[]} nothing, one node, or the content of an element that is not allowed
 */
export function build(node, site) {
  if (typeof node === 'string') return [node];
  if (!Array.isArray(node)) return [];
  const tag = String(node[0]).toLowerCase();
  if (SILENT_TAGS.test(tag)) return [];
  const children = node.slice(1).flatMap((child) => build(child, site));
  const element = createElement(tag);
  if (!element) return children;
  // Without attributes this is a child, whose keys are numbers, which are not on the list.
  const attributes = Object(node[1]);
  setAttributes(element, attributes, site);
  element.append(...children);
  if (!attributes.lang && isJapanese(element.textContent || '')) element.setAttribute('lang', 'ja');
  return [element];
}

/**
 * @param {string} tag
 */
function createElement(tag) {
  if (HTML_TAGS.includes(tag)) return document.createElement(tag);
  // Without its namespace `math` would be an unknown HTML element without spacing.
  return MATH_TAGS.test(tag) ? document.createElementNS(MATHML, tag) : null;
}

/**
 * @param {Element} element
 * @param {Record<string, unknown>} attributes
 * @param {Site} site
 */
function setAttributes(element, attributes, { root }) {
  for (const name of Object.keys(attributes)) {
    if (!ATTRIBUTES.includes(name) || attributes[name] == null) continue;
    const text = String(attributes[name]);
    const value = /^(href|src)$/.test(name) ? safeUrl(text, root, name === 'href') : text;
    if (value !== null) element.setAttribute(name, value);
  }
}

/**
 * The language of a text, detected by its letters, if it differs from the page: English or Japanese. Nothing
 * on pages in Chinese and Korean, which use the same characters.
 *
 * @param {string} text
 */
function isJapanese(text) {
  const count = (/** @type {RegExp} */ letters) => text.match(letters)?.length || 0;
  return count(/[\u3040-\u30ff\u4e00-\u9fff]/g) > count(/\w/g) && !/^(zh|ko)/.test(document.documentElement.lang);
}

/**
 * A placeholder site shows whether the address has its own scheme or host. It is parsed as a URL and not
 * matched by a pattern, so that "java\nscript:" is recognised. "//host/…" is a web address even if the page is
 * opened from disk, where it would be a network share.
 *
 * @param {string} value
 * @param {string} root
 * @param {boolean} mayLeave whether another host is allowed: for a link, but not for automatically loaded files
 * @returns {string | null}
 */
export function safeUrl(value, root, mayLeave = true) {
  try {
    const url = new URL(value, 'https://base.invalid');
    if (!/^(https?|mailto):$/.test(url.protocol)) return null;
    if (url.host === 'base.invalid') return new URL(value, root).href;
    return mayLeave ? url.href : null;
  } catch {
    return null;
  }
}
