import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build, safeUrl, tipContent } from '../src/content.js';
import { fakeDocument } from './fake-document.js';

globalThis.document = fakeDocument;

const SITE = { root: 'https://example.org/docs/', words: { glosstermEntry: 'Glossary entry', glosstermNarrower: 'Narrower:', glosstermDeprecated: 'old', glosstermSource: 'Source:', glosstermSee: 'Explained in:' } };

const html = (node) => build(node, SITE).join('');

const NODES = {
  'text': ['a < b', 'a < b'],
  'elements in elements': [['p', 'a ', ['em', 'b'], ' c'], '<p>a <em>b</em> c</p>'],
  'an attribute without a value': [['p', { lang: null }, 'x'], '<p>x</p>'],
  'a language that is given': [['p', { lang: 'zh' }, '学习'], '<p lang="zh">学习</p>'],
  'attributes': [['span', { class: 'pre', lang: 'ja' }, 'x'], '<span class="pre" lang="ja">x</span>'],
  'addresses from the root of the site': [
    ['a', { href: 'ai/g.html#term-X' }, 'x'], '<a href="https://example.org/docs/ai/g.html#term-X">x</a>'],
  'no handler, no style, no id': [
    ['img', { src: 'i.png', onerror: 'x()', style: 'a:b', id: 'i', alt: 'A' }],
    '<img src="https://example.org/docs/i.png" alt="A"></img>'],
  'no script': [['p', 'a', ['script', 'alert(1)'], ['STYLE', 'a{}'], 'b'], '<p>ab</p>'],
  'of unknown elements the text': [['p', ['iframe', { src: 'x' }, 'a', ['b', 'c']]], '<p>ac</p>'],
  'no names from the prototype': [['p', ['constructor', 'a'], ['__proto__', 'b']], '<p>ab</p>'],
  'capitals hide nothing': [['ScRiPt', 'alert(1)'], ''],
  'no address that runs': [['a', { href: 'javascript:alert(1)' }, 'x'], '<a>x</a>'],
  'what is not JsonML': [['p', 1, null, true, {}, []], '<p></p>'],
  'attributes only in their place': [['p', 'x', { class: 'y' }], '<p>x</p>'],
  'images of this site': [['img', { src: '_images/a.png' }], '<img src="https://example.org/docs/_images/a.png"></img>'],
  'no image of another host': [['img', { src: 'https://spy.example/a.png', alt: 'a' }], '<img alt="a"></img>'],
  'nor of one without a scheme': [['img', { src: '//spy.example/a.png' }], '<img></img>'],
  'Japanese is marked': [['p', '学習は', ['em', 'model'], 'を使う。'], '<p lang="ja">学習は<em>model</em>を使う。</p>'],
  'a few characters are not a language': [['p', 'LoRA (低ランク)'], '<p>LoRA (低ランク)</p>'],
  'mathematics in its namespace': [
    ['math', { xmlns: 'x', display: 'block' }, ['mi', 'x']], '<m:math display="block"><m:mi>x</mi></math>'],
  'mathematics with a link that runs': [['math', { href: 'javascript:1' }, ['mi', 'x']], '<m:math><m:mi>x</mi></math>'],
};

for (const [title, [node, expected]] of Object.entries(NODES)) {
  test(title, () => assert.equal(html(node), expected));
}

const URLS = [
  ['page.html#x', 'https://example.org/docs/page.html#x'],
  ['http://a.example/', 'http://a.example/'],
  ['mailto:a@b.example', 'mailto:a@b.example'],
  ['//a.example/x', 'https://a.example/x'],
  ['javascript:alert(1)', null],
  [' java\nscript:alert(1)', null],
  ['JAVASCRIPT:alert(1)', null],
  ['data:text/html,x', null],
  ['blob:https://example.org/1', null],
  ['vbscript:x', null],
  ['file:///etc/passwd', null],
  ['https://[', null],
];

for (const [value, expected] of URLS) {
  test(`address ${JSON.stringify(value)}`, () => assert.equal(safeUrl(value, SITE.root), expected));
}

test('addresses from disk stay on this disk', () => {
  assert.equal(safeUrl('a/b.html', 'file:///site/'), 'file:///site/a/b.html');
  assert.equal(safeUrl('//server/share', 'file:///site/'), 'https://server/share');
  assert.equal(safeUrl('\\\\server\\share', 'file:///site/'), 'https://server/share');
  assert.equal(safeUrl('file:///etc/passwd', 'file:///site/'), null);
});

const tip = (entry) => tipContent({ href: 'g.html#l', ...entry }, SITE).map(String);
const MORE = '<div class="glossterm-tip-more" dir="auto"><a href="https://example.org/docs/g.html#l">Glossary entry</a></div>';

test('a tip: labels, definition, way to the entry', () => {
  const entry = { label: 'LoRA', also: ['Low-Rank Adaptation', '低ランク適応'], text: 't', body: [['p', 'x']] };
  assert.deepEqual(tip(entry), [
    '<div class="glossterm-tip-head" dir="auto"><strong>LoRA</strong> <span class="glossterm-tip-also" dir="auto">' +
      '<span>Low-Rank Adaptation</span> · <span lang="ja">低ランク適応</span></span></div>',
    '<div class="glossterm-tip-body" dir="auto"><p>x</p></div>',
    MORE,
  ]);
});

test('a tip: reading, and that the term is not to be used', () => {
  assert.equal(
    tip({ label: '学習', reading: 'がくしゅう', also: ['training'], deprecated: true })[0],
    '<div class="glossterm-tip-head" dir="auto"><strong lang="ja">学習</strong> ' +
      '<span class="glossterm-tip-also" dir="auto"><span lang="ja">がくしゅう</span> · <span>training</span></span> ' +
      '<span class="glossterm-tip-status" dir="auto">old</span></div>');
});

test('a tip: the languages of labels, if they are known', () => {
  const [above, head] = tip({
    label: 'LoRA', also: ['低秩适应', 'Niedrigrang'], languages: { 'zh-CN': ['低秩适应'], de: ['Niedrigrang'] },
    above: [[['微调', 'g.html#w', null, 'zh'], ['PEFT', 'g.html#p']]],
  });
  assert.ok(above.includes('<a href="https://example.org/docs/g.html#w" lang="zh">微调</a> › <a href='));
  assert.ok(head.includes('<strong>LoRA</strong>'));
  assert.ok(head.includes('<span lang="zh-CN">低秩适应</span> · <span lang="de">Niedrigrang</span>'));
});

test('a tip: what is above and below', () => {
  const [one, two, , , below] = tip({
    label: 'LoRA', above: [[['ML', 'g.html#ml'], ['PEFT', 'g.html#peft']], [['Matrix', 'g.html#m']]],
    below: [['QLoRA', 'g.html#q'], ['DoRA', 'javascript:x']],
  });
  const a = (text, id) => `<a href="https://example.org/docs/g.html#${id}">${text}</a>`;
  assert.equal(one, `<div class="glossterm-tip-above" dir="auto">${a('ML', 'ml')} › ${a('PEFT', 'peft')}</div>`);
  assert.equal(two, `<div class="glossterm-tip-above" dir="auto">${a('Matrix', 'm')}</div>`);
  assert.equal(below, `<div class="glossterm-tip-below" dir="auto">Narrower: ${a('QLoRA', 'q')} · <a>DoRA</a></div>`);
});

test('a tip: links to concepts, and pages that explain it', () => {
  const [above, , , see] = tip({ label: 'LoRA', above: [[['ML', 'g.html#ml', 'g#ml']]], see: [['Guide', 'guide.html'], ['Bad', 'javascript:x']] });
  assert.ok(above.includes('<a href="https://example.org/docs/g.html#ml" data-glossterm="g#ml">ML</a>'));
  assert.equal(see, '<div class="glossterm-tip-see" dir="auto">Explained in: ' +
    '<a href="https://example.org/docs/guide.html">Guide</a> · <a>Bad</a></div>');
});

test('a tip: where the definition comes from, a text or a link', () => {
  const source = (text) => tip({ label: 'L', text: 'x', source: text }).at(-2);
  const part = (content) => `<div class="glossterm-tip-source" dir="auto">Source: ${content}</div>`;
  assert.equal(source('Hu et al. 2021'), part('Hu et al. 2021'));
  assert.equal(source(['a', { href: 'https://a.example/x' }, 'page']), part('<a href="https://a.example/x">page</a>'));
  assert.equal(source(['a', { href: 'javascript:alert(1)' }, 'x']), part('<a>x</a>'));
  assert.equal(tip({ label: 'L', text: 'x' }).length, 3);
});

test('a tip without a body shows the short text', () => {
  const [head, body] = tip({ label: 'L', text: 'short' });
  assert.equal(head, '<div class="glossterm-tip-head" dir="auto"><strong>L</strong></div>');
  assert.equal(body, '<div class="glossterm-tip-body" dir="auto">short</div>');
});

test('in Chinese and Korean pages the characters tell no language', () => {
  fakeDocument.documentElement.lang = 'zh-CN';
  try {
    assert.equal(html(['p', '学习']), '<p>学习</p>');
  } finally {
    fakeDocument.documentElement.lang = 'en';
  }
});

test('texts of the interface in another language than the page', () => {
  const words = { ...SITE.words, glosstermLang: 'en' };
  const entry = { label: 'x', href: '#x', deprecated: true, below: [['y', '#y']], source: 'z' };
  const made = tipContent(entry, { ...SITE, words }).join('');
  for (const word of ['old', 'Narrower:', 'Source:', 'Glossary entry']) {
    assert.ok(made.includes(`<span lang="en">${word}</span>`), word);
  }
  assert.equal(made.match(/lang=/g).length, 4);
});
