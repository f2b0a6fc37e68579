import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CLOSE_DELAY, IDLE, OPEN_DELAY, TIP, step } from '../src/state.js';

const A = { name: 'A' };
const B = { name: 'B' };

/** Each line: [event type, spot, milliseconds since the line before]. */
function play(lines) {
  let state = IDLE;
  let now = 1;
  let effects;
  for (const [type, spot = null, later = 0] of lines) {
    now += later;
    ({ state, effects } = step(state, { type, spot }, now));
  }
  return { state, effects };
}

const shown = (...lines) => play(lines).state.shown;

const opened = [['hover', A], ['timer', null, OPEN_DELAY]];
const focused = [['focus', A]];
const inTip = [...opened, ['hover', null], ['hover', TIP, 100]];

const CASES = {
  'a pointer that rests opens': [A, ...opened],
  'not before its time': [null, ['hover', A], ['timer', null, OPEN_DELAY - 1]],
  'a pointer that passes does not open': [null, ['hover', A], ['hover', null, 100], ['timer', null, 1000]],
  'focus opens at once': [A, ...focused],
  'focus opens at once under a pointer that has only come': [A, ['hover', A], ['focus', A, 10]],
  'leaving leaves time': [A, ...opened, ['hover', null], ['timer', null, CLOSE_DELAY - 1]],
  'then it closes': [null, ...opened, ['hover', null], ['timer', null, CLOSE_DELAY]],
  'coming back in time keeps it': [A, ...opened, ['hover', null], ['hover', A, 200], ['timer', null, 1000]],
  'the pointer may enter the tip': [A, ...inTip, ['timer', null, 60_000]],
  'and leave it': [null, ...inTip, ['hover', null], ['timer', null, CLOSE_DELAY]],
  'on the way to the tip another link may be crossed': [A, ...opened, ['hover', B], ['hover', TIP, 100], ['timer', null, 1000]],
  'another link takes over': [B, ...opened, ['hover', B], ['timer', null, OPEN_DELAY]],
  'focus in the tip keeps it against a pointer that moves': [A, ...focused, ['focus', TIP], ['hover', B], ['timer', null, 1000]],
  'focus that leaves closes': [null, ...focused, ['focus', null], ['timer', null, CLOSE_DELAY]],
  'focus overrules a resting pointer': [B, ...opened, ['focus', B]],
  'escape closes what the pointer opened': [null, ...opened, ['escape']],
  'and it stays closed while the pointer is there': [null, ...opened, ['escape'], ['hover', A], ['timer', null, 1000]],
  'until the pointer leaves and comes back': [A, ...opened, ['escape'], ['hover', null], ['hover', A], ['timer', null, OPEN_DELAY]],
  'escape closes what the focus opened': [null, ...focused, ['escape'], ['timer', null, 1000]],
  'focus that escape gives back is quiet': [null, ...focused, ['focus', TIP], ['escape'], ['focus', A], ['timer', null, 1000]],
  'focus that comes again is not': [A, ...focused, ['escape'], ['focus', null], ['focus', A]],
  'focus elsewhere does not unmute the pointer': [null, ...opened, ['escape'], ['focus', null], ['timer', null, 1000]],
  'a tap opens': [A, ['tap', A]],
  'and holds': [A, ['tap', A], ['focus', null], ['timer', null, 60_000]],
  'a tap elsewhere closes': [null, ['tap', A], ['close']],
  'a tap on another link changes over': [B, ['tap', A], ['tap', B]],
  'a tap opens again after escape': [A, ['tap', A], ['escape'], ['tap', A]],
  'scrolling closes': [null, ...opened, ['scroll', A]],
  'but not under a pointer in the tip': [A, ...inTip, ['scroll']],
  'nor while the focus is on a link in view': [A, ...focused, ['scroll', A]],
  'it does when that link goes out of view': [null, ...focused, ['scroll', null]],
  'a click before the time disarms': [null, ['hover', A], ['close', null, 50], ['timer', null, 1000]],
  'closing nothing does nothing': [null, ['close'], ['escape'], ['scroll']],
};

for (const [title, [expected, ...lines]] of Object.entries(CASES)) {
  test(title, () => assert.equal(shown(...lines), expected));
}

test('escape gives the focus back only when it was in the tip', () => {
  assert.equal(play([...focused, ['focus', TIP], ['escape']]).effects.refocus, A);
  assert.equal(play([...focused, ['escape']]).effects.refocus, null);
});

test('showing and hiding are reported once', () => {
  assert.equal(play(opened).effects.shown, A);
  assert.equal(play([...opened, ['hover', A]]).effects.shown, undefined);
  assert.equal(play([...opened, ['escape']]).effects.shown, null);
});

test('there is always one timer for what is due, or none', () => {
  assert.equal(play([['hover', A]]).effects.wait, OPEN_DELAY);
  assert.equal(play([['hover', A], ['timer', null, 100]]).effects.wait, OPEN_DELAY - 100);
  assert.equal(play(opened).effects.wait, 0);
  assert.equal(play([...opened, ['hover', null]]).effects.wait, CLOSE_DELAY);
});

test('a focused link that moves takes its tip along', () => {
  assert.equal(play([...focused, ['scroll', A]]).effects.moved, true);
  assert.equal(play([...inTip, ['scroll']]).effects.moved, false);
});

test('the state before is left as it was', () => {
  const before = Object.freeze({ ...IDLE });
  step(before, { type: 'hover', spot: A }, 1);
});
