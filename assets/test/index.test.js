import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONTEXT, HIDDEN, LAST, MATCH, filterItems } from '../src/index/filter.js';
import { fold, withoutBegunKana } from '../src/index/fold.js';
import { VIEWS, idOf, viewFor } from '../src/index/views.js';

const FOLDED = [
  ['LoRA', 'lora'],
  ['ＬｏＲＡ', 'lora'],
  ['カーニング', 'かーにんぐ'],
  ['ｶﾞｸｼｭｳ', 'がくしゅう'],
  ['がくしゅう', 'がくしゅう'],
  ['ヴァイオリン', 'ゔぁいおりん'],
  ['kikai gakushū', 'kikai gakushu'],
  ['Ōsaka', 'osaka'],
  ['café', 'café'],
  ['  fine　 tuning\n', 'fine tuning'],
  ['①', '1'],
  ['学習', '学習'],
  ['', ''],
];

for (const [typed, folded] of FOLDED) {
  test(`${JSON.stringify(typed)} is ${JSON.stringify(folded)}`, () => assert.equal(fold(typed), folded));
}

test('folding twice changes nothing', () => {
  for (const [typed] of FOLDED) assert.equal(fold(fold(typed)), fold(typed));
});

test('letters of a kana that is only begun do not count', () => {
  assert.equal(withoutBegunKana('がk'), 'が');
  assert.equal(withoutBegunKana('らーn'), 'らー');
  assert.equal(withoutBegunKana('k'), 'k');
  assert.equal(withoutBegunKana('学習kernel'), '学習kernel');
});

const item = (concept, parent, ...keys) => ({ concept, parent, keys: `\n${keys.join('\n')}\n` });

const ITEMS = [
  item('adalora', -1, 'adalora'),
  item('peft', -1, 'peft', 'parameter-efficient fine-tuning'),
  item('lora', 1, 'lora', 'low-rank adaptation', 'ろーら'),
  item('qlora', 2, 'qlora', 'quantized lora'),
  item('', -1, 'low-rank adaptation'),
  item('full', -1, 'full fine-tuning'),
];

const states = (query) => [...filterItems(ITEMS, query).states].map((state) => state & ~LAST);

test('no query, no change', () => {
  const { states: all, count, best } = filterItems(ITEMS, '');
  assert.deepEqual([...all].map((state) => state & ~LAST), ITEMS.map(() => MATCH));
  assert.equal(count, 5, 'lines without a concept are not counted');
  assert.equal(best, 0);
});

test('ancestors of a matching entry stay visible', () => {
  assert.deepEqual(states('quantized'), [HIDDEN, CONTEXT, CONTEXT, MATCH, HIDDEN, HIDDEN]);
  assert.deepEqual(states('lora'), [MATCH, CONTEXT, MATCH, MATCH, HIDDEN, HIDDEN]);
});

const last = (items, query) => [...filterItems(items, query).states].flatMap((state, place) => (state & LAST ? [place] : []));

test('the last of what is shown in an entry is known', () => {
  const tree = [item('a', -1, 'a'), item('b', 0, 'b one'), item('c', 1, 'c two'), item('d', 0, 'd one'), item('e', 0, 'e two')];
  assert.deepEqual(last(tree, ''), [2, 4]);
  assert.deepEqual(last(tree, 'one'), [3]);
  assert.deepEqual(last(tree, 'c'), [1, 2], 'what is shown for the sake of another counts too');
  assert.deepEqual(last(tree, 'nothing'), []);
  assert.deepEqual(last(ITEMS, 'full'), [], 'an item outside of entries has no branch');
});

test('an entry inside a match does not match because of it', () => {
  assert.deepEqual(states('peft'), [HIDDEN, MATCH, HIDDEN, HIDDEN, HIDDEN, HIDDEN]);
});

test('all words, in any order, from any key', () => {
  assert.deepEqual(states('tuning fine'), [HIDDEN, MATCH, HIDDEN, HIDDEN, HIDDEN, MATCH]);
  assert.deepEqual(states('lora quantized'), states('quantized'));
  assert.deepEqual(states('tuning lora'), ITEMS.map(() => HIDDEN));
});

test('no key runs into the next', () => assert.equal(filterItems(ITEMS, 'loralow').count, 0));

test('a concept counts once, wherever it is listed', () => {
  const twice = [item('lora', -1, 'lora'), item('lora', -1, 'lora')];
  assert.equal(filterItems(twice, 'lora').count, 1);
});

test('best: a whole key, then the beginning of one, then the first', () => {
  assert.equal(filterItems(ITEMS, 'lora').best, 2);
  assert.equal(filterItems(ITEMS, 'low').best, 2);
  assert.equal(filterItems(ITEMS, 'tun').best, 1);
  assert.equal(filterItems(ITEMS, 'zzz').best, -1);
});

test('a line break in the query is a space by then, and finds no border', () => {
  assert.equal(filterItems(ITEMS, fold('peft\nparameter')).best, 1);
  assert.equal(filterItems(ITEMS, fold('\n')).count, 5);
});

test('the address decides, then what it points into, then the choice, then the order', () => {
  assert.equal(viewFor(VIEWS, 'tree', undefined, 'tags'), 'tree');
  assert.equal(viewFor(VIEWS, 'term-LoRA', 'tags', 'tree'), 'tags');
  assert.equal(viewFor(VIEWS, '', undefined, 'tree'), 'tree');
  assert.equal(viewFor(VIEWS, 'elsewhere', undefined, ''), 'az');
});

test('a choice that this index does not have is no choice', () => {
  assert.equal(viewFor(['az', 'tree'], '', undefined, 'tags'), 'az');
});

test('ids from addresses', () => {
  assert.equal(idOf(''), '');
  assert.equal(idOf('#tree'), 'tree');
  assert.equal(idOf('#glossterm-kana-%E3%81%8B'), 'glossterm-kana-か');
  assert.equal(idOf('#100%'), '100%');
});
