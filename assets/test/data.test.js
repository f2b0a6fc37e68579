import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fakeDocument } from './fake-document.js';

globalThis.document = fakeDocument;
globalThis.window = {};
const { entryOf, fileOf } = await import('../src/data.js');

// The same values as in tests/integration/test_further_definitions.py.
const FILES = [['', 0], ['words#term-LoRA', 26], ['用語', 19], ['𠮟#x', 55]];

for (const [concept, number] of FILES) {
  test(`the file of ${JSON.stringify(concept)}`, () => assert.equal(fileOf(concept, 61), number));
}

test('data that has no value for an id, or is not there yet', () => {
  const link = { dataset: { glossterm: 'constructor' } };
  assert.equal(entryOf(link), undefined);
  window.glossterm = { __proto__: null, x: 1 };
  assert.equal(entryOf(link), undefined);
  assert.equal(entryOf({ dataset: { glossterm: 'x' } }), 1);
});
