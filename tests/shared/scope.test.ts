import { expect, test } from 'vitest';
import { createScope } from '../../src-shared/scope.ts';

test('closing runs every undo once, newest first', () => {
  const scope = createScope();
  const ran: string[] = [];
  scope.add(() => ran.push('a'));
  const early = scope.add(() => ran.push('b'));
  scope.add(() => ran.push('c'));
  early();
  early();
  scope.close();
  scope.close();
  expect(ran).toEqual(['b', 'c', 'a']);
});

test('what is added after the end is undone at once', () => {
  const scope = createScope();
  scope.close();
  let ran = false;
  scope.add(() => (ran = true));
  expect(ran).toBe(true);
});

test('a child ends with its parent, and its own end leaves the parent open', () => {
  const scope = createScope();
  const child = scope.child();
  const other = scope.child();
  other.close();
  expect(scope.closed).toBe(false);
  scope.close();
  expect(child.closed).toBe(true);
});
