import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GAP, MARGIN, lineAt, place } from '../src/place.js';

const VIEW = { left: 0, top: 0, right: 1000, bottom: 600 };
const TIP = { width: 300, height: 120 };

const box = (left, top, width, height) => ({ left, top, right: left + width, bottom: top + height });

test('below the line, at its start', () => {
  const at = place(box(100, 100, 60, 20), TIP, VIEW, false);
  assert.deepEqual(at, { x: 100, y: 120 + GAP, maxHeight: 600 - MARGIN - 120 - GAP, side: 'below' });
});

test('at its end where text runs from right to left', () => {
  assert.equal(place(box(500, 100, 60, 20), TIP, VIEW, true).x, 560 - TIP.width);
});

test('above, next to the line, when it does not fit below', () => {
  const at = place(box(100, 550, 60, 20), TIP, VIEW, false);
  assert.equal(at.side, 'above');
  assert.equal(at.y, 550 - GAP);
});

test('on the side with more room when it fits nowhere, and no higher than the room', () => {
  const at = place(box(100, 200, 60, 20), { width: 300, height: 5000 }, VIEW, false);
  assert.equal(at.side, 'below');
  assert.equal(at.y + at.maxHeight, 600 - MARGIN);
  const up = place(box(100, 400, 60, 20), { width: 300, height: 5000 }, VIEW, false);
  assert.deepEqual([up.side, up.y - up.maxHeight], ['above', MARGIN]);
});

test('never out of the view, for lines anywhere', () => {
  for (const rtl of [false, true]) {
    for (let left = -100; left < 1100; left += 50) {
      for (let top = 0; top <= 580; top += 20) {
        const { x, y: edge, maxHeight, side } = place(box(left, top, 80, 20), TIP, VIEW, rtl);
        const height = Math.min(TIP.height, maxHeight);
        const y = side === 'below' ? edge : edge - height;
        const bottom = y + height;
        assert.ok(x >= MARGIN && x + TIP.width <= 1000 - MARGIN, `x ${x}`);
        assert.ok(y >= MARGIN && bottom <= 600 - MARGIN, `y ${y}`);
        assert.ok(y >= top + 20 || bottom <= top, 'over the line');
      }
    }
  }
});

test('within what is seen after a pinch', () => {
  const seen = { left: 400, top: 300, right: 800, bottom: 540 };
  const { x, y } = place(box(410, 310, 60, 20), TIP, seen, false);
  assert.ok(x >= 400 + MARGIN && y >= 330);
});

test('too wide for the view: its beginning is seen', () => {
  assert.equal(place(box(5, 5, 20, 20), { width: 2000, height: 50 }, VIEW, false).x, MARGIN);
});

test('a wrapped link: the line under the pointer, else the first', () => {
  const lines = [box(800, 100, 150, 20), box(50, 120, 90, 20)];
  assert.equal(lineAt(lines, { x: 60, y: 130 }), lines[1]);
  assert.equal(lineAt(lines, { x: 500, y: 500 }), lines[0]);
  assert.equal(lineAt(lines, null), lines[0]);
  assert.equal(lineAt([], null), undefined);
});
