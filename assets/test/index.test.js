import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CONTEXT, HIDDEN, MATCH, WEAK, filterItems, withError } from '../src/index/filter.js';
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

const item = (concept, parent, ...keys) => ({ concept, parent, text: '', keys: `\n${keys.join('\n')}\n` });

const ITEMS = [
  item('adalora', -1, 'adalora'),
  item('peft', -1, 'peft', 'parameter-efficient fine-tuning'),
  item('lora', 1, 'lora', 'low-rank adaptation', 'ろーら'),
  item('qlora', 2, 'qlora', 'quantized lora'),
  item('', -1, 'low-rank adaptation'),
  item('full', -1, 'full fine-tuning'),
];

const states = (query) => [...filterItems(ITEMS, query).states];

test('no query, no change', () => {
  const { states: all, count, best } = filterItems(ITEMS, '');
  assert.deepEqual([...all], ITEMS.map(() => MATCH));
  assert.equal(count, 5, 'lines without a concept are not counted');
  assert.equal(best, 0);
});

test('ancestors of a matching entry stay visible', () => {
  assert.deepEqual(states('quantized'), [HIDDEN, CONTEXT, CONTEXT, MATCH, HIDDEN, HIDDEN]);
  assert.deepEqual(states('lora'), [MATCH, CONTEXT, MATCH, MATCH, HIDDEN, HIDDEN]);
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

test('words of a definition match too, after labels', () => {
  const items = [
    { ...item('a', -1, 'adapter'), text: 'a small layer next to lora' },
    item('b', -1, 'lora'),
  ];
  assert.deepEqual([...filterItems(items, 'lora').states], [MATCH | WEAK, MATCH]);
  assert.equal(filterItems(items, 'lora').best, 1);
  assert.deepEqual([...filterItems(items, 'adapter small').states], [MATCH | WEAK, HIDDEN]);
  assert.equal(filterItems(items, 'small').best, 0);
});

for (const [typed, word] of [
  ['learnig', 'learning'],
  ['leraning', 'learning'],
  ['larning', 'learning'],
  ['leaarning', 'learning'],
  ['kearning', 'learning'],
  ['あだぷた', 'あだぷたー'],
]) {
  test(`${typed} finds ${word}`, () => assert.equal(filterItems([item('x', -1, `deep ${word}`)], typed).count, 1));
}

test('two errors, and errors in short words, match nothing', () => {
  assert.equal(filterItems([item('x', -1, 'learning')], 'lrnig').count, 0);
  assert.equal(filterItems([item('x', -1, 'lora')], 'lop').count, 0);
});

test('a typing error is not considered if anything matches', () => {
  assert.equal(filterItems([item('x', -1, 'learnig'), item('y', -1, 'learning')], 'learnig').count, 1);
});

test('signs of regular expressions are themselves', () => {
  assert.ok(withError('c++(').test('\nc++(\n'));
  assert.ok(!withError('a.*b').test('\naxxxb\n'));
});
