import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build, safeUrl, tipContent } from '../src/content.js';
import { fakeDocument } from './fake-document.js';

globalThis.document = fakeDocument;

const SITE = { root: 'https://example.org/docs/', entryWord: 'Glossary entry' };

const html = (node) => build(node, SITE).join('');

const NODES = {
  'text': ['a < b', 'a < b'],
  'elements in elements': [['p', 'a ', ['em', 'b'], ' c'], '<p>a <em>b</em> c</p>'],
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

test('a tip: labels, definition, way to the entry', () => {
  const entry = { label: 'LoRA', also: ['Low-Rank Adaptation', '低ランク適応'], href: 'g.html#l', text: 't', body: [['p', 'x']] };
  assert.deepEqual(tipContent(entry, SITE).map(String), [
    '<div class="glossterm-tip-head"><strong>LoRA</strong> <span class="glossterm-tip-also">' +
      'Low-Rank Adaptation · 低ランク適応</span></div>',
    '<div class="glossterm-tip-body"><p>x</p></div>',
    '<div class="glossterm-tip-more"><a href="https://example.org/docs/g.html#l">Glossary entry</a></div>',
  ]);
});

test('a tip without a body shows the short text', () => {
  const [head, body] = tipContent({ label: 'L', also: [], href: '', text: 'short' }, SITE).map(String);
  assert.equal(head, '<div class="glossterm-tip-head"><strong>L</strong></div>');
  assert.equal(body, '<div class="glossterm-tip-body">short</div>');
});
